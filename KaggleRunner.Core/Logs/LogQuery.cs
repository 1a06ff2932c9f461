namespace KaggleRunner.Core.Logs;

/// <summary>What to look for in the lines of a log, as they read without their escape sequences.</summary>
/// <param name="Text">A text, or a regular expression of .NET, matched against each line by itself.</param>
/// <param name="IsRegex">The text is a regular expression.</param>
/// <param name="MatchCase">Upper and lower case differ.</param>
public sealed record LogQuery(string Text, bool IsRegex = false, bool MatchCase = false);
