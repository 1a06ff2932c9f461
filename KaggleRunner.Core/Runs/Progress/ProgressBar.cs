namespace KaggleRunner.Core.Runs.Progress;

/// <summary>A progress bar that a program shows in its log.</summary>
/// <param name="Fraction">Between 0 and 1.</param>
/// <param name="Remaining">How long it will take, as the bar itself says or as it has gone so far; null when not known.</param>
/// <param name="Label">What the program calls it; may be empty, and is any text.</param>
/// <param name="Amount">How far it is, for example <c>710/1000</c> or <c>71%</c>.</param>
public sealed record ProgressBar(double Fraction, TimeSpan? Remaining, string Label, string Amount)
{
    public bool IsComplete => Fraction >= 1;
}
