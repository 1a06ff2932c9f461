using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Core.Runs.Cost;

/// <summary>What pressing Run is likely to take, as far as it can be known beforehand.</summary>
public sealed record RunCost
{
    /// <summary>How many runs there are: the cells of a matrix.</summary>
    public required int Runs { get; init; }

    /// <summary>Kaggle's machine shape; null for CPU.</summary>
    public string? Accelerator { get; init; }
    public AcceleratorKind Kind => Accelerators.KindOf(Accelerator);

    /// <summary>When a session is ended at the latest: by the settings, or by Kaggle.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>What earlier runs of the target took; null when there was none.</summary>
    public PastRuns? Past { get; init; }

    /// <summary>The time of all sessions together, by what earlier runs took; null when none tells.</summary>
    public TimeSpan? Expected => Past is null ? null : Runs * (Past.Median < Limit ? Past.Median : Limit);

    /// <summary>The time of all sessions together, should each reach its limit.</summary>
    public TimeSpan AtMost => Runs * Limit;

    /// <summary>The quota that the sessions use; null on a CPU, which uses none, and when Kaggle does not tell.</summary>
    public QuotaUse? Quota { get; init; }

    /// <summary>Why the quota is not known, in a sentence; null when it is, or none is used.</summary>
    public string? QuotaProblem { get; init; }

    /// <summary>What is known to go wrong with this accelerator or limit, in sentences.</summary>
    public IReadOnlyList<string> Traps { get; init; } = [];
}

/// <summary>
/// The weekly quota that the sessions use. Sessions are counted by the hour, whatever the number of chips: an hour on two T4 is one
/// hour (assumed; Kaggle publishes no table).
/// </summary>
/// <param name="Free">What is left, less what running sessions may still use.</param>
/// <param name="Total">What the account may use in a week.</param>
/// <param name="Expected">What the sessions are expected to use; null when no earlier run tells.</param>
/// <param name="AtMost">What they use should each reach its limit.</param>
public sealed record QuotaUse(
    TimeSpan Free,
    TimeSpan Total,
    TimeSpan? Expected,
    TimeSpan AtMost,
    DateTimeOffset? RefreshesAt
)
{
    /// <summary>Whether what is left will do; null when that depends on how long the sessions take.</summary>
    public bool? Suffices =>
        Free >= AtMost ? true
        : Free <= TimeSpan.Zero ? false
        : Expected is { } expected ? Free >= expected
        : null;
}
