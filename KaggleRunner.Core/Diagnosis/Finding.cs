namespace KaggleRunner.Core.Diagnosis;

public enum FindingKind
{
    Ok,

    /// <summary>Runs work, but something deserves a look.</summary>
    Warning,

    /// <summary>Runs that need it do not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at; holds no secret.</summary>
/// <param name="Subject">One word, for example <c>remote</c>.</param>
/// <param name="Words">What was found, in words.</param>
/// <param name="Mend">What to do about it, often a command; null when nothing need be done.</param>
public sealed record Finding(string Subject, FindingKind Kind, string Words, string? Mend = null);
