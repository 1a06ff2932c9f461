namespace KaggleRunner.Core.Results.Previews;

/// <summary>
/// Finds where rows end, block by block. A line end inside a quoted cell ends no row; a quote opens a cell only where a
/// cell begins, so that one in the middle of a text does not swallow the rest of the file.
/// </summary>
/// <param name="separator">What stands between cells; null: each line is a row.</param>
internal struct RowSplitter(byte? separator)
{
    private byte _last = (byte)'\n';
    private bool _isQuoted;
    private bool _mayClose;

    /// <summary>The position behind the row's line end, or -1 when it does not end in this block.</summary>
    public int EndOf(ReadOnlySpan<byte> block)
    {
        if (separator is not { } between)
        {
            return block.IndexOf((byte)'\n') + 1 is var end and > 0 ? end : -1;
        }

        var at = 0;
        while (at < block.Length)
        {
            if (_mayClose)
            {
                // The byte behind a quote tells whether it stood for itself or ended the cell.
                _mayClose = false;
                _isQuoted = block[at] == (byte)'"';
                at += _isQuoted ? 1 : 0;
                _last = (byte)'"';
            }
            else if (_isQuoted)
            {
                var quote = block[at..].IndexOf((byte)'"');
                at = quote < 0 ? block.Length : at + quote + 1;
                _mayClose = quote >= 0;
            }
            else
            {
                var found = block[at..].IndexOfAny((byte)'"', (byte)'\n');
                var place = found < 0 ? block.Length : at + found;
                var before = place > at ? block[place - 1] : _last;
                if (found < 0)
                {
                    _last = before;
                    return -1;
                }

                _last = block[place];
                at = place + 1;
                if (_last == (byte)'\n')
                {
                    return at;
                }

                _isQuoted = before == between || before == (byte)'\n';
            }
        }

        return -1;
    }
}
