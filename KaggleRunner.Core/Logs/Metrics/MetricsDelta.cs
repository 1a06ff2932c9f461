namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>What of a series is new.</summary>
/// <param name="Index">Names the series among those of its run; stays the same.</param>
/// <param name="Name">As the program printed it, cut when it is very long: any text.</param>
/// <param name="From">The index of the first of <paramref name="Buckets"/>; earlier ones stand, later ones are gone.</param>
/// <param name="Buckets">In the order in which they came.</param>
/// <param name="Count">Values in all.</param>
/// <param name="Gaps">Of these, how many are no finite number.</param>
/// <param name="Last">The newest value, which may be a gap.</param>
/// <param name="Min">The lowest number; not a number when there is none.</param>
/// <param name="Max">The highest number.</param>
public sealed record SeriesDelta(
    int Index,
    string Name,
    int From,
    IReadOnlyList<MetricBucket> Buckets,
    long Count,
    long Gaps,
    double Last,
    double Min,
    double Max
);

/// <summary>A phase of the kernel's script, in seconds since the session began.</summary>
public sealed record PhaseSpan(string Name, double Start, double? End);

/// <summary>What of a run's metrics is new since an earlier look.</summary>
/// <param name="Cursor">Where the next look goes on.</param>
/// <param name="IsWhole">All there is: what was known before is to be forgotten.</param>
/// <param name="HasMore">Records are still to be read: look again at once.</param>
/// <param name="Metrics">Series that the program reports and that have changed.</param>
/// <param name="Machine">Samples of the machine (<c>cpu</c>, <c>memory</c>, <c>gpu</c>, <c>gpuMemory</c>) that have changed.</param>
/// <param name="Phases">All phases so far.</param>
/// <param name="LeftOut">Values with a name beyond the first <see cref="RunMetrics.MostNames"/>.</param>
public sealed record MetricsDelta(
    string Cursor,
    bool IsWhole,
    bool HasMore,
    IReadOnlyList<SeriesDelta> Metrics,
    IReadOnlyList<SeriesDelta> Machine,
    IReadOnlyList<PhaseSpan> Phases,
    long LeftOut
);
