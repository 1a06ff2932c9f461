namespace KaggleRunner.Core.Runs.Failures;

/// <summary>Says why a run did not pass: where it ended, its first error, and for known causes what to do.</summary>
public static class FailureExplainer
{
    private const int MostTests = 50;
    private const int LongestText = 500;

    /// <summary>The explanation, from the run's folder; null while it runs, and for runs that passed or were stopped.</summary>
    public static FailureExplanation? Explain(Run run)
    {
        if (run.Verdict is null or { Kind: VerdictKind.Passed or VerdictKind.Cancelled })
        {
            return null;
        }

        var evidence = FailureEvidence.Of(run);
        var error = FindError(evidence);
        return new(StepOf(run, evidence), error, FindCause(run, evidence, error));
    }

    private static string? StepOf(Run run, FailureEvidence evidence) =>
        evidence.Phase switch
        {
            "source" => "while fetching the source",
            "install" => "while installing packages",
            "run" => "while the target ran",
            "collect" => "while outputs were collected",
            "session" => "while the session started",
            _ => run.CurrentStep?.Kind switch
            {
                RunStepKind.Sync => "while syncing the working tree",
                RunStepKind.Generate => "while making the kernel script",
                RunStepKind.Push => "while pushing to Kaggle",
                RunStepKind.Queued => "while waiting for a session",
                RunStepKind.Running => "while the session ran",
                RunStepKind.Collect => "while outputs were collected",
                _ => null,
            },
        };

    private static FirstError? FindError(FailureEvidence evidence)
    {
        if (evidence.Failed is [var test, ..])
        {
            var headline = ErrorLines.Headline(test.Message ?? "");
            var line = ErrorLines.OfPytest(evidence.Lines, headline)?.Number;
            return new(Cut(headline.Length > 0 ? headline : test.Outcome), line ?? Known(test.Line), test.Id);
        }

        return ErrorLines.Last(evidence.Lines) is { } found
            ? new(Cut(found.Text.Trim()), found.Number, Test: null)
            : null;
    }

    private static int? Known(int line) => line > 0 ? line : null;

    private static FailureCause? FindCause(Run run, FailureEvidence evidence, FirstError? error) =>
        FailureRules.All.Select(rule => Find(rule, run, evidence, error)).FirstOrDefault(cause => cause is not null);

    private static FailureCause? Find(FailureRule rule, Run run, FailureEvidence evidence, FirstError? error)
    {
        foreach (var (source, text, line) in Texts(run, evidence, error))
        {
            if (rule.MatchIn(run, source, text) is { } match)
            {
                return rule.Explain(run, match, line);
            }
        }

        return null;
    }

    private static IEnumerable<(FailureSource Source, string Text, int? Line)> Texts(
        Run run,
        FailureEvidence evidence,
        FirstError? error
    )
    {
        yield return (FailureSource.Verdict, run.Verdict!.Reason, null);
        if (run.FinalStatus?.FailureMessage is { } said)
        {
            yield return (FailureSource.Verdict, said, null);
        }

        if (error is not null)
        {
            yield return (FailureSource.Error, error.Text, error.Line);
        }

        foreach (var test in evidence.Failed.Skip(1).Take(MostTests))
        {
            yield return (FailureSource.Error, ErrorLines.Headline(test.Message ?? ""), Known(test.Line));
        }

        // From the end: what stopped the phase stands last. A program that only talks of a trouble goes on after it.
        foreach (var line in evidence.Lines.Reverse().Take(LinesBelieved(evidence)))
        {
            yield return (FailureSource.Log, line.Text, line.Number);
        }
    }

    /// <summary>An installer says a lot before it gives up; of a program only the end is evidence.</summary>
    private static int LinesBelieved(FailureEvidence evidence) => evidence.Phase is "run" ? 40 : 400;

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";
}
