namespace KaggleRunner.Core.Kaggle;

/// <summary>What the login of Kaggle's own tool left: a token for some hours, and one with which to ask for the next.</summary>
/// <param name="File">The file it lies in; only read, never written.</param>
internal sealed record KaggleLogin(string File, string RefreshToken);
