using System.Globalization;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Logs.Metrics;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Charts;

/// <summary>What of a run's metrics is new, as it travels to a browser.</summary>
/// <param name="Cursor">To be sent with the next request.</param>
/// <param name="Whole">What the browser knew is to be forgotten.</param>
/// <param name="More">There is more to be had at once.</param>
/// <param name="Live">The run has not ended.</param>
/// <param name="StartedAt">When the session began, in seconds since 1970; null before that.</param>
/// <param name="LeftOut">Values whose names were too many.</param>
public sealed record MetricsMessage(
    string Cursor,
    bool Whole,
    bool More,
    bool Live,
    double? StartedAt,
    long LeftOut,
    IReadOnlyList<SeriesMessage> Metrics,
    IReadOnlyList<SeriesMessage> Machine,
    IReadOnlyList<PhaseSpan> Phases
)
{
    public static MetricsMessage Of(Run run, MetricsDelta delta) =>
        new(
            delta.Cursor,
            delta.IsWhole,
            delta.HasMore,
            !run.HasEnded,
            run.Steps.FirstOrDefault(step => step.Kind == RunStepKind.Running)?.StartedAt.ToUnixTimeMilliseconds()
                / 1000.0,
            delta.LeftOut,
            [.. delta.Metrics.Select(SeriesMessage.Of)],
            [.. delta.Machine.Select(SeriesMessage.Of)],
            delta.Phases
        );
}

/// <summary>What of a series is new; JSON has no numbers for gaps, they are null.</summary>
/// <param name="From">The index of the first bucket; later ones that the browser knew are gone.</param>
/// <param name="Buckets">Each <c>[step, seconds, value]</c>, or twice that: its lowest and highest value, as they came.</param>
/// <param name="Last">The newest value, or in words what it is instead of a number.</param>
public sealed record SeriesMessage(
    int Index,
    string Name,
    string Section,
    string Chart,
    int From,
    IReadOnlyList<double?[]> Buckets,
    long Count,
    long Gaps,
    double? Last,
    string? LastGap,
    double? Min,
    double? Max
)
{
    public static SeriesMessage Of(SeriesDelta delta)
    {
        var place = ChartPlace.Of(delta.Name);
        return new SeriesMessage(
            delta.Index,
            delta.Name,
            place.Section,
            place.Chart,
            delta.From,
            [.. delta.Buckets.Select(Flat)],
            delta.Count,
            delta.Gaps,
            Finite(delta.Last),
            double.IsFinite(delta.Last) ? null : delta.Last.ToString(CultureInfo.InvariantCulture),
            Finite(delta.Min),
            Finite(delta.Max)
        );
    }

    private static double?[] Flat(MetricBucket bucket)
    {
        var (first, second) = bucket.InOrder;
        return second is { } later
            ? [first.Step, Seconds(first), Finite(first.Value), later.Step, Seconds(later), Finite(later.Value)]
            : [first.Step, Seconds(first), Finite(first.Value)];
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double? Seconds(MetricPoint point) => Finite(Math.Round(point.Time, 2));
}

/// <summary>The values of a range.</summary>
public sealed record RangeMessage(IReadOnlyList<SeriesMessage> Series);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MetricsMessage))]
[JsonSerializable(typeof(RangeMessage))]
internal sealed partial class MetricsJson : JsonSerializerContext;
