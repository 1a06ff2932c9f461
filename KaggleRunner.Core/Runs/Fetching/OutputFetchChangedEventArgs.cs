using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>The fetch of this run's outputs has begun, come further or ended.</summary>
public sealed class OutputFetchChangedEventArgs(RunId run) : EventArgs
{
    public RunId Run { get; } = run;
}
