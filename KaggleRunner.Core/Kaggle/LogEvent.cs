namespace KaggleRunner.Core.Kaggle;

/// <summary>A piece of a session's log as Kaggle sends it: part of a line, or several.</summary>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Time">Seconds since the session began.</param>
/// <param name="Data">The text; a line may be split between events.</param>
public readonly record struct LogEvent(string Stream, double Time, string Data);
