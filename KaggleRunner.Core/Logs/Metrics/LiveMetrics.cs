using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>The metrics of the runs that somebody looks at: each record is read once, however many look.</summary>
public sealed class LiveMetrics(TimeProvider time)
{
    private readonly KeptByRun<RunMetrics> _open = new(RunMetrics.Open, time);

    /// <param name="run">Names the reader.</param>
    /// <param name="folder">The run's results folder.</param>
    public RunMetrics Of(RunId run, string folder) => _open.Of(run, folder);
}
