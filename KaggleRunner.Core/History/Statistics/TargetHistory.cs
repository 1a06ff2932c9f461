using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Core.History.Statistics;

/// <summary>A target over time.</summary>
/// <param name="Weeks">The weeks in which it ran, the oldest first.</param>
public sealed record TargetHistory(string Target, IReadOnlyList<TargetWeek> Weeks);

/// <summary>A target's runs of one week.</summary>
/// <param name="Counts">How many ended how.</param>
/// <param name="MedianDuration">From the launch to the verdict; null when none has ended.</param>
public sealed record TargetWeek(IsoWeek Week, IReadOnlyDictionary<RunStanding, int> Counts, TimeSpan? MedianDuration);

/// <summary>What one kind of accelerator was used in one week.</summary>
public sealed record AcceleratorWeek(IsoWeek Week, string Accelerator, double Hours, int Runs);
