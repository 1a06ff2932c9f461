using System.Runtime.InteropServices;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>A value of a series.</summary>
/// <param name="Step">As the program counts; how many values came before when it does not.</param>
/// <param name="Time">Seconds since the session began.</param>
/// <param name="Value">May be no number, or infinite: a gap.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MetricPoint(double Step, double Time, double Value);

/// <summary>
/// A part of a series that one or two pixels show: its lowest and its highest value. Where all values are gaps both
/// are the first of them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MetricBucket(MetricPoint Low, MetricPoint High)
{
    public static MetricBucket Of(MetricPoint point) => new(point, point);

    public bool IsGap => !double.IsFinite(Low.Value);

    /// <summary>The two in the order in which they came; one when they are the same.</summary>
    public (MetricPoint First, MetricPoint? Second) InOrder =>
        Low == High ? (Low, null)
        : Low.Time < High.Time || (Low.Time.Equals(High.Time) && Low.Step <= High.Step) ? (Low, High)
        : (High, Low);

    public MetricBucket With(MetricBucket later) =>
        later.IsGap ? this
        : IsGap ? later
        : new(later.Low.Value < Low.Value ? later.Low : Low, later.High.Value > High.Value ? later.High : High);
}
