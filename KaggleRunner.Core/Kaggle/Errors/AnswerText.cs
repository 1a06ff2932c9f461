using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Makes foreign answers fit for a sentence: short, one line, no markup.</summary>
internal static partial class AnswerText
{
    private const int MaxLength = 500;

    public static bool LooksLikeJsonObject(ReadOnlySpan<byte> body) => First(body) == '{';

    /// <summary>The first byte that is no white space; 0 when there is none.</summary>
    public static byte First(ReadOnlySpan<byte> body)
    {
        var rest = body.TrimStart(" \t\r\n\ufeff"u8);
        return rest.IsEmpty ? (byte)0 : rest[0];
    }

    /// <summary>An HTML page by its title, else the beginning of the text.</summary>
    public static string Describe(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 16_384)]);
        if (First(body) != '<')
        {
            return Shorten(text);
        }

        var title = Title().Match(text);
        return title.Success
            ? $"an HTML page, \"{Shorten(WebUtility.HtmlDecode(title.Groups["title"].Value))}\""
            : "an HTML page";
    }

    public static string Shorten(string text)
    {
        var line = string.Join(
            ' ',
            new string([.. text.Take(MaxLength * 4).Select(c => char.IsControl(c) ? ' ' : c)]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
