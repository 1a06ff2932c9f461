namespace KaggleRunner.Core.Logs.Search;

/// <summary><see cref="AnsiText"/> for UTF-8.</summary>
internal static class AnsiBytes
{
    private const byte Escape = 0x1B;
    private const byte Bell = 0x07;

    /// <summary>Takes escape sequences out of whole lines, in their place.</summary>
    public static Span<byte> Strip(Span<byte> text)
    {
        var escape = text.IndexOf(Escape);
        if (escape < 0)
        {
            return text;
        }

        var written = escape;
        var at = escape;
        while (at < text.Length)
        {
            at += LengthOfSequence(text[at..]);
            var plain = text[at..].IndexOf(Escape);
            var length = plain < 0 ? text.Length - at : plain;
            text.Slice(at, length).CopyTo(text[written..]);
            written += length;
            at += length;
        }

        return text[..written];
    }

    private static int LengthOfSequence(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 1;
        }

        switch (text[1])
        {
            case (byte)'[':
                var parameters = text[2..].IndexOfAnyExceptInRange((byte)' ', (byte)'?');
                return parameters < 0 ? text.Length
                    : text[2 + parameters] is >= (byte)'@' and <= (byte)'~' ? parameters + 3
                    : parameters + 2;
            case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                return LengthOfString(text);
            case >= (byte)' ' and <= (byte)'/':
                return text.Length > 2 && text[2] != '\n' ? 2 + LengthOfCharacter(text[2..]) : 2;
            case (byte)'\n' or Escape:
                return 1;
            default:
                return 1 + LengthOfCharacter(text[1..]);
        }
    }

    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        var end = text[2..].IndexOfAny(Bell, Escape, (byte)'\n');
        if (end < 0)
        {
            return text.Length;
        }

        return text[2 + end] switch
        {
            Bell => end + 3,
            Escape when text.Length > end + 3 && text[end + 3] == '\\' => end + 4,
            _ => end + 2,
        };
    }

    private static int LengthOfCharacter(ReadOnlySpan<byte> text)
    {
        var length = 1;
        while (length < text.Length && (text[length] & 0xC0) == 0x80)
        {
            length++;
        }

        return length;
    }
}
