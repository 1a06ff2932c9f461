using System.Runtime.InteropServices;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>
/// Finds where rows end, block by block. A line end inside a quoted cell ends no row; a quote opens a cell only where a
/// cell begins, so that one in the middle of a text does not swallow the rest of the file.
/// </summary>
/// <param name="separator">What stands between cells; null: each line is a row.</param>
/// <param name="units">How wide the text's units are.</param>
internal struct RowSplitter(char? separator, TextUnits units)
{
    private bool _isCellBegin = true;
    private bool _isQuoted;
    private bool _mayClose;

    /// <summary>The position behind the row's line end, or -1 when it does not end in this block of whole units.</summary>
    public int EndOf(ReadOnlySpan<byte> block)
    {
        if (units.Width == 1)
        {
            return Find(block, (byte)'\n', (byte)'"', (byte)(separator ?? '\n'));
        }

        var end = Find(
            MemoryMarshal.Cast<byte, ushort>(block),
            units.Of('\n'),
            units.Of('"'),
            units.Of(separator ?? '\n')
        );
        return end < 0 ? end : end * units.Width;
    }

    private int Find<T>(ReadOnlySpan<T> block, T newline, T quote, T between)
        where T : struct, IEquatable<T>
    {
        if (separator is null)
        {
            return block.IndexOf(newline) + 1 is var line and > 0 ? line : -1;
        }

        var at = 0;
        while (at < block.Length)
        {
            if (_mayClose)
            {
                // What stands behind a quote tells whether it stood for itself or ended the cell.
                _mayClose = false;
                _isQuoted = block[at].Equals(quote);
                at += _isQuoted ? 1 : 0;
                _isCellBegin = false;
            }
            else if (_isQuoted)
            {
                var end = block[at..].IndexOf(quote);
                at = end < 0 ? block.Length : at + end + 1;
                _mayClose = end >= 0;
            }
            else
            {
                var found = block[at..].IndexOfAny(quote, newline);
                var place = found < 0 ? block.Length : at + found;
                var isBegin = place > at ? block[place - 1].Equals(between) : _isCellBegin;
                if (found < 0)
                {
                    _isCellBegin = isBegin;
                    return -1;
                }

                at = place + 1;
                _isCellBegin = block[place].Equals(newline);
                if (_isCellBegin)
                {
                    return at;
                }

                _isQuoted = isBegin;
            }
        }

        return -1;
    }
}
