using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Progress;

namespace KaggleRunner.CommandLine.Following;

/// <summary>Puts a run into words as it goes: steps and what is waited for on stderr, the log on stdout.</summary>
internal sealed class RunNarrator(Screen screen, TimeProvider time)
{
    private readonly HashSet<string> _troublesTold = new(StringComparer.Ordinal);
    private DateTimeOffset? _troubleSince;
    private string? _waitingTold;
    private bool _sessionTold;
    private HashSet<RunNoticeKind> _noticesTold = [];

    /// <summary>False leaves the log out.</summary>
    public bool TellsLog { get; init; } = true;

    /// <summary>Stands before each line where several runs are told of at once; there, no line passes.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The number of the last log line that was told, or that is to be passed over.</summary>
    public int LinesTold { get; set; }

    /// <summary>The number of steps that were told, or that are to be passed over.</summary>
    public int StepsTold { get; set; }

    public void Tell(Run run)
    {
        for (; StepsTold < run.Steps.Count; StepsTold++)
        {
            TellStep(run, run.Steps[StepsTold]);
        }

        if (run.Waiting != _waitingTold)
        {
            TellWaiting(run);
        }

        if (!TellsLog)
        {
            PassStep(run);
        }
    }

    /// <summary>How it ended, in a line, where several runs are told of; a single one is told of at length.</summary>
    public void TellVerdict(Run run)
    {
        if (Prefix.Length > 0 && run.Verdict is { } verdict)
        {
            var word = screen.Styled(
                Words.Of(verdict.Kind).ToUpperInvariant(),
                Words.StyleOf(verdict.Kind),
                onError: true
            );
            var took = Words.Duration((run.EndedAt ?? run.CreatedAt) - run.CreatedAt);
            screen.Say($"{Prefix}{word} after {took}: {TerminalText.Plain(verdict.Reason)}");
        }
    }

    public void TellLines(IReadOnlyList<LogLine> lines)
    {
        foreach (var line in lines)
        {
            screen.LogLine(line.Text, Prefix);
        }

        LinesTold = lines[^1].Number;
        screen.Flush();
    }

    /// <summary>Tells each notice when it comes up, not as long as it stands.</summary>
    public void TellNotices(IReadOnlyList<RunNotice> notices)
    {
        foreach (var notice in notices.Where(notice => !_noticesTold.Contains(notice.Kind)))
        {
            Step("notice", TerminalText.Plain($"{notice.Text} {notice.Advice}"));
        }

        _noticesTold = [.. notices.Select(notice => notice.Kind)];
    }

    /// <summary>The line that is not finished yet; without one, what is under way.</summary>
    public void TellPartial(Run run, string partial)
    {
        if (Prefix.Length > 0)
        {
            return;
        }

        if (partial.Length > 0)
        {
            screen.Pass(partial);
        }
        else
        {
            PassStep(run);
        }
    }

    private void TellWaiting(Run run)
    {
        // Of a progress the beginning is told: "Uploading the source: 1 of 48 MB", not each megabyte.
        var beginning = Beginning(run.Waiting);
        var isNews = beginning != Beginning(_waitingTold);
        _waitingTold = run.Waiting;
        if (IsTrouble(run.Waiting))
        {
            // Kaggle may be out of reach in several ways in turn: each is told once.
            _troubleSince ??= time.GetUtcNow();
            isNews = _troublesTold.Add(beginning);
        }
        else if (_troubleSince is { } since)
        {
            (_troubleSince, isNews) = (null, true);
            _troublesTold.Clear();
            if (!run.HasEnded)
            {
                Step("going on", $"after {Words.Duration(time.GetUtcNow() - since)}");
            }
        }

        if (isNews && run.Waiting is { } waiting)
        {
            Step("waiting", TerminalText.Plain(waiting));
        }
    }

    /// <summary>What is tried again is told to be: Kaggle is out of reach or busy, the disk is full.</summary>
    private static bool IsTrouble(string? waiting) => waiting?.EndsWith(" again.", StringComparison.Ordinal) == true;

    private void TellStep(Run run, RunStep step)
    {
        // Once the kernel runs its log speaks for itself.
        if (run is { KernelUrl: { } url, Version: { } version } && !_sessionTold && step.Kind >= RunStepKind.Queued)
        {
            _sessionTold = true;
            Step("pushed", TerminalText.Plain($"version {version} of {run.Kernel}: {url}"));
        }

        var details = step.Kind switch
        {
            RunStepKind.Generate when run.Revision is { } revision => $"{revision.ShortSha} {revision.Subject}",
            RunStepKind.Queued => "waiting for the session to start",
            _ => "",
        };
        Step(Words.Of(step.Kind), TerminalText.Plain(details));
    }

    private static string Beginning(string? waiting) =>
        waiting is null
            ? ""
            : waiting[..(waiting.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? at : waiting.Length)];

    private void Step(string word, string details) =>
        screen.Say($"{Prefix}{screen.Styled($"» {word}", Style.Cyan, onError: true)} {details}".TrimEnd());

    private void PassStep(Run run)
    {
        if (Prefix.Length == 0 && run is { HasEnded: false, CurrentStep: { } step })
        {
            screen.Pass($"… {Words.Of(step.Kind)} for {Seconds(time.GetUtcNow() - step.StartedAt)} s");
        }
    }

    private static long Seconds(TimeSpan elapsed) => Math.Max(0, (long)elapsed.TotalSeconds);
}
