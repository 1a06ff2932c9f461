using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Runs.Failures;

/// <summary>What a rule looks at. A program prints what it likes: its log is believed the least.</summary>
[Flags]
internal enum FailureSource
{
    /// <summary>The sentence of the verdict, and what Kaggle said of the session's end.</summary>
    Verdict = 1,

    /// <summary>The exception that ended a script, or the message of a failing test.</summary>
    Error = 2,

    /// <summary>The last lines of the phase that failed.</summary>
    Log = 4,
}

/// <summary>One known cause: how it is recognised, what it is called and what helps.</summary>
/// <param name="Key">Its name for programs; several rules may share one.</param>
/// <param name="Sources">Where it is looked for.</param>
/// <param name="Pattern">Its named groups fill <c>{group}</c> in the texts.</param>
/// <param name="Title">What is the matter.</param>
/// <param name="Advice">What to do.</param>
internal sealed record FailureRule(string Key, FailureSource Sources, string Pattern, string Title, string Advice)
{
    // Linear in the text, whatever the text is: it comes from the kernel.
    private readonly Regex _pattern = new(
        Pattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>When it applies besides; null: always.</summary>
    public Func<Run, bool>? When { get; init; }

    /// <summary>The match in a text of one of the rule's sources; null when there is none.</summary>
    public Match? MatchIn(Run run, FailureSource source, string text) =>
        Sources.HasFlag(source) && When?.Invoke(run) != false && _pattern.Match(text) is { Success: true } match
            ? match
            : null;

    /// <summary>The rule's sentences about one match.</summary>
    public FailureCause Explain(Run run, Match match, int? line) =>
        new(Key, FailureWords.Fill(Title, run, match), FailureWords.Fill(Advice, run, match), line);
}
