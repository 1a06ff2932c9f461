namespace KaggleRunner.Core.Kaggle;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class PeekedStream(Stream inner) : Stream
{
    private readonly byte[] _buffer = new byte[4096];
    private int _position;
    private int _length;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first byte that is no white space; 0 when there is none, or not soon.</summary>
    public async ValueTask<byte> PeekAsync(CancellationToken cancellationToken)
    {
        byte first;
        while ((first = AnswerText.First(_buffer.AsSpan(0, _length))) == 0 && _length < _buffer.Length)
        {
            var read = await inner.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            _length += read;
        }

        return first;
    }

    public async ValueTask<byte[]> ReadUpToAsync(int limit, CancellationToken cancellationToken)
    {
        var bytes = new byte[limit];
        var read = await this.ReadAtLeastAsync(bytes, limit, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return bytes[..read];
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _length)
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _length - _position);
        _buffer.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
