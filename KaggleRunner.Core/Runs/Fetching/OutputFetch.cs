using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>Outputs of a run that are fetched after its end, or were until something stopped that.</summary>
public sealed record OutputFetch(RunId Run, OutputWish Wish)
{
    /// <summary>Why it stopped before all had come, in words; null while it is under way.</summary>
    public string? Stopped { get; init; }

    /// <summary>Null until Kaggle has answered.</summary>
    public CollectProgress? Progress { get; init; }

    /// <summary>Bytes a second; null when that cannot be told yet.</summary>
    public double? Rate { get; init; }

    /// <summary>About how long it still takes; null when that cannot be told.</summary>
    public TimeSpan? Left { get; init; }

    public bool IsUnderWay => Stopped is null;
}
