namespace KaggleRunner.Core.Kaggle;

/// <summary>A stream to read from, on which silence for longer than a limit is a <see cref="TimeoutException"/>.</summary>
internal sealed class IdleTimeoutStream(Stream inner, TimeSpan limit, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource _idle = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenSource? _either;
    private CancellationToken _linkedTo;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Most reads find bytes there already: no timer is set for those.
        var reading = inner.ReadAsync(buffer, Linked(cancellationToken));
        if (reading.IsCompletedSuccessfully)
        {
            return reading.Result;
        }

        _idle.CancelAfter(limit);
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
            when (_idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came for {limit.TotalSeconds:0} s.", e);
        }
        finally
        {
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private CancellationToken Linked(CancellationToken cancellationToken)
    {
        if (_either is null || _linkedTo != cancellationToken)
        {
            _either?.Dispose();
            _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, cancellationToken);
            _linkedTo = cancellationToken;
        }

        return _either.Token;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _either?.Dispose();
            _idle.Dispose();
        }

        base.Dispose(disposing);
    }
}
