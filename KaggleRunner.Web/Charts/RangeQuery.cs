using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Web.Charts;

/// <summary>Which range of which charts a browser asks for.</summary>
internal sealed record RangeQuery(string? Group, string? Axis, double? From, double? To)
{
    /// <summary>Null for what is no range.</summary>
    public MetricRange? Range =>
        Group is "metrics" or "machine"
        && Axis is "step" or "elapsed"
        && From is { } from
        && To is { } to
        && double.IsFinite(from)
        && double.IsFinite(to)
        && from <= to
            ? new MetricRange(Group is "machine", Axis is "step", from, to)
            : null;
}
