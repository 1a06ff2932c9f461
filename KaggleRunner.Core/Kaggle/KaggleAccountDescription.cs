namespace KaggleRunner.Core.Kaggle;

/// <summary>What is known of an account without logging in: for pages; holds no secret.</summary>
/// <param name="IsUsable">False when there are no usable credentials.</param>
/// <param name="Owner">The user name; null when only Kaggle can tell whose token it is.</param>
/// <param name="Message">What was found and where, or what is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it; null when nothing needs to be done.</param>
public sealed record KaggleAccountDescription(
    KaggleAccountKind Kind,
    bool IsUsable,
    string? Owner,
    string Message,
    string? Remedy
);
