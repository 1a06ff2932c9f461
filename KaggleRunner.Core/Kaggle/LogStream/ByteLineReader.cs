namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Splits a stream of bytes at <c>\n</c>, within a bounded buffer. The platform's line readers also end lines at
/// <c>\r</c>, and its SSE parser loses a last event that no blank line follows.
/// </summary>
internal sealed class ByteLineReader(Stream stream, int longestLine)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>What stands after the last <c>\n</c>, once the stream has ended.</summary>
    public ReadOnlyMemory<byte> Remainder => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Fills the buffer until a whole line stands in it.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A line is longer than the limit.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (_buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n') < 0)
        {
            _scanned = _end;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    /// <summary>Takes the next whole line out of the buffer, without its end; valid until the next fill.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var length = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (length < 0)
        {
            line = default;
            return false;
        }

        var newline = _scanned + length;
        var last = newline > _start && _buffer[newline - 1] == '\r' ? newline - 1 : newline;
        line = _buffer.AsMemory(_start, last - _start);
        _start = _scanned = newline + 1;
        return true;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        if (_buffer.Length >= longestLine)
        {
            throw new InvalidDataException($"A line is longer than {longestLine} bytes.");
        }

        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, longestLine));
    }
}
