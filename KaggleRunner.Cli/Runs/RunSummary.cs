using KaggleRunner.CommandLine.Results;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>A run in lines for people.</summary>
internal static class RunSummary
{
    private const int MostTests = 20;
    private const int MostOutputs = 12;

    /// <summary>How it ended, on stderr: stdout holds the log.</summary>
    public static void TellVerdict(Screen screen, Run run)
    {
        var verdict = run.Verdict!;
        var took = Words.Duration((run.EndedAt ?? run.CreatedAt) - run.CreatedAt);
        var word = Words.Of(verdict.Kind).ToUpperInvariant();
        screen.Say("");
        screen.Say(
            $"{screen.Styled(word, Words.StyleOf(verdict.Kind), onError: true)}"
                + $"  run #{run.Id.Number} after {took}: {TerminalText.Plain(verdict.Reason)}"
        );
        foreach (var line in Why(run).Concat(Findings(run)))
        {
            screen.Say(line);
        }
    }

    /// <summary>Everything, on stdout.</summary>
    public static void TellDetails(Screen screen, Run run)
    {
        var state = screen.Styled(Words.State(run), Words.StyleOf(run.Verdict?.Kind), onError: false);
        var why = run.Verdict?.Reason ?? run.Waiting;
        screen.Result($"Run #{run.Id.Number} of {TerminalText.Plain(run.ProjectName)}: {state}");
        if (why is not null)
        {
            screen.Result(TerminalText.Plain(why));
        }

        foreach (var line in Why(run).Concat(Facts(run)).Concat(Findings(run)))
        {
            screen.Result(line);
        }
    }

    /// <summary>The first error, and what helps against a known cause.</summary>
    private static IEnumerable<string> Why(Run run)
    {
        if (FailureExplainer.Explain(run) is not { } failure)
        {
            yield break;
        }

        if (failure.Error is { } error)
        {
            yield return Fact("error", error.Text + (error.Line is { } line ? $" (line {line} of the log)" : ""));
        }

        if (failure.Cause is { } cause)
        {
            yield return Fact("cause", cause.Title);
            yield return Fact("mend", cause.Advice);
        }
    }

    private static IEnumerable<string> Facts(Run run)
    {
        var settings = run.Settings;
        yield return Fact("target", string.Join(' ', run.Target.Paths) + (settings.Quick ? " (quick)" : ""));
        if (settings.Matrix.Count > 0)
        {
            yield return Fact("matrix", MatrixText.Of(settings));
        }

        if (settings.Args.Count > 0)
        {
            yield return Fact("arguments", ArgumentSplitter.Join(settings.Args));
        }

        if (settings.ConfigPath is { } config)
        {
            yield return Fact("config", config);
        }

        yield return Fact("account", run.Account == Core.Kaggle.KaggleAccountKind.Local ? "local" : "kaggle");
        yield return Fact(
            "kernel",
            run.Kernel is { } kernel ? $"{kernel} version {run.Version}" : settings.Kernel.Slug
        );
        if (run.KernelUrl is { } url)
        {
            yield return Fact("address", url);
        }

        yield return Fact("machine", settings.Accelerator ?? "CPU");
        foreach (var line in SessionFacts(run).Concat(Annotations(run)))
        {
            yield return line;
        }

        if (run.Revision is { } revision)
        {
            yield return Fact("commit", $"{revision.ShortSha} {revision.Branch} {revision.Subject}");
            if (revision.Transport == RevisionTransport.Dataset)
            {
                yield return Fact("source", $"private dataset {SourceName.SlugFor(settings.Kernel.Slug)}");
            }
        }

        yield return Fact("started", Words.Moment(run.CreatedAt));
        foreach (var step in run.Steps)
        {
            var took = step.EndedAt is { } ended ? Words.Duration(ended - step.StartedAt) : "under way";
            yield return Fact(Words.Of(step.Kind), took);
        }
    }

    private static IEnumerable<string> SessionFacts(Run run)
    {
        if (RunRecords.Read<SessionRecord>(run.Folder) is not [.., var session])
        {
            yield break;
        }

        string[] told =
        [
            $"Python {session.Python}",
            session.Accelerator ?? "",
            session.Image ?? "",
            session.Isolation ?? "",
        ];
        yield return Fact("session", string.Join(", ", told.Where(fact => fact.Length > 0)));
        if (RunRecords.Read<EnvironmentRecord>(run.Folder) is [.., var environment])
        {
            yield return Fact(
                "packages",
                $"{Words.Count(environment.Packages.Count, "package")}; show --json lists them"
            );
        }
    }

    private static IEnumerable<string> Annotations(Run run)
    {
        var notes = run.Annotations;
        if (notes.Starred)
        {
            yield return Fact("starred", "yes");
        }

        if (notes.Tags.Count > 0)
        {
            yield return Fact("tags", string.Join(' ', notes.Tags));
        }

        foreach (var line in notes.Note.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Fact("note", line);
        }
    }

    private static IEnumerable<string> Findings(Run run)
    {
        if (run.Tests.Ended > 0)
        {
            yield return Fact("tests", Words.Of(run.Tests));
        }

        var failed = FailedTests.Of(run);
        foreach (var test in failed.Take(MostTests))
        {
            var message = FirstLine(test.Message ?? "");
            yield return $"  ✗ {TerminalText.Plain(test.Id)}{(message.Length == 0 ? "" : $": {TerminalText.Plain(message)}")}";
        }

        if (failed.Count > MostTests)
        {
            yield return $"  … and {failed.Count - MostTests} more";
        }

        var outputs = RunOutputs.Of(run);
        if (outputs.Count > 0)
        {
            yield return Fact("outputs", $"{Words.Count(outputs.Count, "file")} in {RunOutputs.Folder(run)}");
            foreach (var output in outputs.Take(MostOutputs))
            {
                yield return $"    {TerminalText.Plain(output.Path)}  {Words.Size(output.Bytes)}";
            }
        }

        if (MissingOutputs.Of(run, pattern: null) is { Count: > 0 } missing)
        {
            yield return Fact(
                "on Kaggle",
                $"{CollectWords.Of(missing)} not downloaded. {MissingOutputs.HowToFetch(run)}"
            );
        }

        if (run.Notice is { } notice)
        {
            yield return Fact("notice", notice);
        }

        yield return Fact("results", run.Folder);
    }

    private static string Fact(string name, string value) => $"{name, -10} {TerminalText.Plain(value)}".TrimEnd();

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');
}
