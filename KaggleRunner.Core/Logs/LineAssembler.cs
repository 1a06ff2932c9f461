namespace KaggleRunner.Core.Logs;

/// <summary>
/// Joins the pieces of one stream to lines. A line of more than <see cref="Longest"/> characters is handed out in
/// pieces, cut behind white space where there is some and never inside a secret. Where it is cut follows from the text
/// alone, not from how it arrived.
/// </summary>
internal sealed class LineAssembler(SecretRedactor redactor)
{
    /// <summary>Characters of a piece of a long line.</summary>
    public const int Longest = 1024 * 1024;

    private const int Margin = 8 * 1024;
    private const int Window = Longest + Margin;
    private const int LookBack = 64 * 1024;

    private char[] _buffer = new char[1024];
    private int _begin;
    private int _end;

    /// <summary>The beginning of the line that has not ended yet.</summary>
    public ReadOnlySpan<char> Held => _buffer.AsSpan(_begin, _end - _begin);

    /// <summary>
    /// Takes from <paramref name="fresh"/> up to the end of a line. The line is valid until the next call.
    /// </summary>
    /// <param name="ended">False when the line is a piece of one that goes on.</param>
    /// <returns>False when <paramref name="fresh"/> is used up and no line has ended.</returns>
    public bool TryTake(ref ReadOnlySpan<char> fresh, out ReadOnlySpan<char> line, out bool ended)
    {
        var seen = fresh[..Math.Min(Window - Held.Length, fresh.Length)];
        var lineEnd = seen.IndexOf('\n');
        ended = lineEnd >= 0;
        if (ended)
        {
            fresh = fresh[(lineEnd + 1)..];
            line = TakeWith(seen[..lineEnd]);
            return true;
        }

        fresh = fresh[seen.Length..];
        Hold(seen);
        if (Held.Length < Window)
        {
            line = default;
            return false;
        }

        line = Held[..CutOf(Held)];
        _begin += line.Length;
        return true;
    }

    /// <summary>Takes what is held as if the line ended here.</summary>
    public ReadOnlySpan<char> TakeHeld() => TakeWith([]);

    private ReadOnlySpan<char> TakeWith(ReadOnlySpan<char> rest)
    {
        if (Held.IsEmpty)
        {
            return rest;
        }

        Hold(rest);
        var line = Held;
        _begin = 0;
        _end = 0;
        return line;
    }

    private void Hold(ReadOnlySpan<char> text)
    {
        if (_begin > 0)
        {
            Held.CopyTo(_buffer);
            _end -= _begin;
            _begin = 0;
        }

        if (_end + text.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_end + text.Length, _buffer.Length * 2));
        }

        text.CopyTo(_buffer.AsSpan(_end));
        _end += text.Length;
    }

    private int CutOf(ReadOnlySpan<char> window)
    {
        var space = window[(Longest - LookBack)..Longest].LastIndexOfAny(' ', '\t', '\r');
        var cut = space >= 0 ? Longest - LookBack + space + 1 : Longest;
        var near = cut - Margin;
        var found = redactor.Find(window.Slice(near, 2 * Margin));
        foreach (var (start, length) in found)
        {
            if (near + start < cut && near + start + length > cut)
            {
                cut = near + start;
            }
        }

        return char.IsLowSurrogate(window[cut]) && char.IsHighSurrogate(window[cut - 1]) ? cut - 1 : cut;
    }
}
