namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Decides at the first byte what is done to an answer.</summary>
internal sealed class ChosenStream(Stream inner, Func<WriteStream?> choose) : WriteStream(inner)
{
    private Stream? _chosen;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.IsEmpty
            ? ValueTask.CompletedTask
            : (_chosen ??= choose() ?? Inner).WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        (_chosen ?? Inner).FlushAsync(cancellationToken);

    public override ValueTask FinishAsync(CancellationToken cancellationToken) =>
        _chosen is WriteStream chosen ? chosen.FinishAsync(cancellationToken) : ValueTask.CompletedTask;
}
