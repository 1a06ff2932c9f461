namespace KaggleRunner.Core.Results;

/// <summary>How many tests ended how so far; <paramref name="Total"/> is null until pytest has collected them.</summary>
public sealed record TestCounts(int Passed = 0, int Failed = 0, int Skipped = 0, int? Total = null)
{
    public int Ended => Passed + Failed + Skipped;
}
