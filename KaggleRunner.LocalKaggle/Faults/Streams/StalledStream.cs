namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Falls silent with the connection open, for as long as Kaggle's load balancer lets an idle stream be.</summary>
internal sealed class StalledStream(Stream inner, FaultStrike strike, TimeProvider time, CancellationToken aborted)
    : InterruptedStream(inner, strike)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);

    protected override async Task InterruptAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, cancellationToken);
        await Task.Delay(Silence, time, either.Token);
    }
}
