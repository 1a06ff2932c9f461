namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Breaks off.</summary>
internal sealed class CutStream(Stream inner, FaultStrike strike) : InterruptedStream(inner, strike)
{
    protected override Task InterruptAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
