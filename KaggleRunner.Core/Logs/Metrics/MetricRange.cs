namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>A part of the charts that is looked at more closely.</summary>
/// <param name="OfMachine">The samples of the machine, else what the program reports.</param>
/// <param name="BySteps">The range counts steps, else seconds since the session began.</param>
public sealed record MetricRange(bool OfMachine, bool BySteps, double From, double To)
{
    public bool Holds(double step, double time) => (BySteps ? step : time) is var x && x >= From && x <= To;
}
