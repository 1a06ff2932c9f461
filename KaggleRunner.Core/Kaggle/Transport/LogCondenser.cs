using System.Buffers;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Passes on a JSON object piece by piece, but of its member <c>log</c>, which may be hundreds of megabytes, only what is
/// worth knowing: the mark when the text has it, <c>…</c> when it has not; a text as short as <c>[]</c> as it is.
/// </summary>
internal sealed class LogCondenser(ReadOnlyMemory<byte> mark)
{
    private const int Short = 16;
    private static readonly SearchValues<byte> QuoteOrEscape = SearchValues.Create("\"\\"u8);

    private readonly byte[] _token = new byte[4];
    private byte[] _tail = [];
    private int _tokenLength;
    private int _depth;
    private bool _isText;
    private bool _isEscaped;
    private bool _isLogNext;
    private bool _isLog;
    private bool _hasMark;
    private long _logLength;

    /// <summary>Takes the next piece of the body, and writes what is left of it.</summary>
    public void Feed(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        while (!piece.IsEmpty)
        {
            var taken = _isLog ? TakeLog(piece, output) : TakeRest(piece, output);
            piece = piece[taken..];
        }
    }

    /// <summary>Up to the first character of the log's text.</summary>
    private int TakeRest(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var taken = 0;
        while (taken < piece.Length && !_isLog)
        {
            var next = piece[taken++];
            if (_isText)
            {
                TakeText(next);
            }
            else
            {
                TakeStructure(next);
            }
        }

        output.Write(piece[..taken]);
        return taken;
    }

    private void TakeText(byte next)
    {
        if (next == '"' && !_isEscaped)
        {
            _isText = false;
            return;
        }

        _isEscaped = next == '\\' && !_isEscaped;
        if (_tokenLength < _token.Length)
        {
            _token[_tokenLength++] = next;
        }
    }

    private void TakeStructure(byte next)
    {
        switch ((char)next)
        {
            case '"':
                (_isLog, _isText) = (_isLogNext, !_isLogNext);
                (_isLogNext, _tokenLength) = (false, 0);
                break;
            case ':':
                _isLogNext = _depth == 1 && _token.AsSpan(0, _tokenLength).SequenceEqual("log"u8);
                break;
            case '{' or '[':
                (_depth, _isLogNext) = (_depth + 1, false);
                break;
            case '}' or ']':
                (_depth, _isLogNext) = (_depth - 1, false);
                break;
            case ',':
                _isLogNext = false;
                break;
        }
    }

    private int TakeLog(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var end = EndOfText(piece);
        Search(piece[..(end < 0 ? piece.Length : end)]);
        if (end < 0)
        {
            return piece.Length;
        }

        output.Write(Summary());
        output.Write("\""u8);
        _isLog = _hasMark = false;
        _logLength = 0;
        _tail = [];
        return end + 1;
    }

    private ReadOnlySpan<byte> Summary()
    {
        if (_hasMark)
        {
            return mark.Span;
        }

        return _logLength <= Short ? _tail : "…"u8;
    }

    /// <summary>Where the quote stands that ends the text; -1 when it goes on.</summary>
    private int EndOfText(ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at < piece.Length; at++)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
                continue;
            }

            var found = piece[at..].IndexOfAny(QuoteOrEscape);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (piece[at] == '"')
            {
                return at;
            }

            _isEscaped = true;
        }

        return -1;
    }

    /// <summary>The mark may be cut in two by the end of a piece: as much is kept as may begin one.</summary>
    private void Search(ReadOnlySpan<byte> text)
    {
        _logLength += text.Length;
        if (_hasMark)
        {
            return;
        }

        var kept = Math.Max(mark.Length, Short);
        byte[] seam = [.. _tail, .. text[..Math.Min(text.Length, kept)]];
        _hasMark = !mark.IsEmpty && (seam.AsSpan().IndexOf(mark.Span) >= 0 || text.IndexOf(mark.Span) >= 0);
        _tail = text.Length >= kept ? text[^kept..].ToArray() : seam[Math.Max(0, seam.Length - kept)..];
    }
}
