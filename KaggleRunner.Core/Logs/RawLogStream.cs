using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// A log's text as it was when it was opened: whole lines that are committed, nothing of what is written behind them
/// meanwhile. For one reader at a time.
/// </summary>
public sealed class RawLogStream : Stream
{
    private readonly SafeFileHandle? _file;

    internal RawLogStream(SafeFileHandle? file, LogCommit commit)
    {
        _file = file;
        Length = file is null ? 0 : Math.Min(commit.TextBytes, RandomAccess.GetLength(file));
        Version = string.Create(
            CultureInfo.InvariantCulture,
            $"{commit.Sequence:x}-{Length:x}-{commit.Output.Hash:x}-{commit.Error.Hash:x}"
        );
    }

    /// <summary>Differs whenever the text does.</summary>
    public string Version { get; }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = _file is null ? 0 : RandomAccess.Read(_file, buffer[..Rest(buffer.Length)], Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _file is null
            ? 0
            : await RandomAccess
                .ReadAsync(_file, buffer[..Rest(buffer.Length)], Position, cancellationToken)
                .ConfigureAwait(false);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Rest(int wanted) => (int)Math.Clamp(Length - Position, 0, wanted);
}
