using System.Buffers;
using System.Text;

namespace KaggleRunner.CommandLine.Terminal;

/// <summary>
/// Makes text from programs, repositories and Kaggle safe to print: colours may stay, but nothing that moves the cursor,
/// sets a title, writes the clipboard, makes a link or turns the writing direction.
/// </summary>
internal static class TerminalText
{
    private const char Escape = '\u001b';
    private static readonly SearchValues<char> ColourParameters = SearchValues.Create("0123456789;:");
    public const string Reset = "\u001b[0m";

    /// <summary>One line of plain text: escapes and control characters gone, tabs kept.</summary>
    public static string Plain(string text) => Clean(text, colours: false);

    /// <summary>The text without dangerous escapes; with <paramref name="colours"/> SGR stays and is reset at the end.</summary>
    /// <param name="maxWidth">Visible characters kept.</param>
    public static string Clean(string text, bool colours, int maxWidth = int.MaxValue)
    {
        if (text.Length <= maxWidth && !text.Any(IsUnsafe))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var width = 0;
        var coloured = false;
        for (var i = 0; i < text.Length && width < maxWidth; )
        {
            if (!IsUnsafe(text[i]))
            {
                clean.Append(text[i++]);
                width++;
                continue;
            }

            var end = EndOfSequence(text, i);
            if (colours && IsColour(text.AsSpan(i, end - i)))
            {
                clean.Append(text, i, end - i);
                coloured = text.AsSpan(i, end - i) is not (Reset or "\u001b[m");
            }

            i = end;
        }

        return coloured ? clean.Append(Reset).ToString() : clean.ToString();
    }

    /// <summary>What a terminal would show of a line that was rewritten with <c>\r</c>, a progress bar for example.</summary>
    public static string LastState(string line)
    {
        var text = line.AsSpan().TrimEnd('\r');
        return text[(text.LastIndexOf('\r') + 1)..].ToString();
    }

    private static bool IsUnsafe(char c) =>
        c
            is < ' '
                and not '\t'
                or >= '\u007f'
                and <= '\u009f'
                or '\u200e'
                or '\u200f'
                or '\u061c'
                or >= '\u2028'
                and <= '\u202e'
                or >= '\u2066'
                and <= '\u2069';

    /// <summary>Where the escape sequence or single character at <paramref name="start"/> ends (ECMA-48, sections 5.4 and 8.3).</summary>
    private static int EndOfSequence(string text, int start)
    {
        var c = text[start];
        var next = start + 1;
        if (c == Escape && next < text.Length)
        {
            return text[next] switch
            {
                '[' => EndOfControl(text, next + 1),
                ']' or 'P' or 'X' or '^' or '_' => EndOfString(text, next + 1),
                >= ' ' and <= '/' => EndOfIntermediates(text, next),
                _ => next + 1,
            };
        }

        return c switch
        {
            '\u009b' => EndOfControl(text, next),
            '\u009d' or '\u0090' or '\u0098' or '\u009e' or '\u009f' => EndOfString(text, next),
            _ => next,
        };
    }

    private static int EndOfControl(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '?')
        {
            at++;
        }

        return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    private static int EndOfString(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] is '\u0007' or '\u009c')
            {
                return at + 1;
            }

            if (text[at] == Escape)
            {
                return at + 1 < text.Length && text[at + 1] == '\\' ? at + 2 : at;
            }
        }

        return at;
    }

    private static int EndOfIntermediates(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '/')
        {
            at++;
        }

        return Math.Min(at + 1, text.Length);
    }

    private static bool IsColour(ReadOnlySpan<char> sequence) =>
        sequence is [Escape, '[', .. var parameters, 'm']
        && !parameters.ContainsAnyExcept(ColourParameters)
        && parameters.Length <= 64;
}
