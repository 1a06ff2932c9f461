namespace KaggleRunner.Core.Logs;

/// <summary>Takes terminal escape sequences out of text.</summary>
public static class AnsiText
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    public static string Strip(string text)
    {
        if (!text.Contains(Escape))
        {
            return text;
        }

        var result = new char[text.Length];
        return new string(result, 0, Strip(text, result));
    }

    /// <summary>Writes what is left to <paramref name="destination"/>, which may be the text's own memory.</summary>
    /// <returns>How many characters that are.</returns>
    public static int Strip(ReadOnlySpan<char> text, Span<char> destination)
    {
        var written = 0;
        while (true)
        {
            var escape = text.IndexOf(Escape);
            var plain = escape < 0 ? text : text[..escape];
            plain.CopyTo(destination[written..]);
            written += plain.Length;
            if (escape < 0)
            {
                return written;
            }

            text = text[escape..];
            text = text[LengthOfSequence(text)..];
        }
    }

    // ECMA-48: CSI takes parameters up to a final byte, OSC and its kin a string up to BEL or ST; none passes a line's end.
    private static int LengthOfSequence(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return 1;
        }

        switch (text[1])
        {
            case '[':
                var parameters = text[2..].IndexOfAnyExceptInRange(' ', '?');
                return parameters < 0 ? text.Length
                    : text[2 + parameters] is >= '@' and <= '~' ? parameters + 3
                    : parameters + 2;
            case ']' or 'P' or 'X' or '^' or '_':
                return LengthOfString(text);
            case >= ' ' and <= '/':
                return text.Length > 2 && text[2] != '\n' ? 3 : 2;
            case '\n' or Escape:
                return 1;
            default:
                return 2;
        }
    }

    private static int LengthOfString(ReadOnlySpan<char> text)
    {
        var end = text[2..].IndexOfAny(Bell, Escape, '\n');
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
}
