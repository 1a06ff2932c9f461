using System.Text;

namespace KaggleRunner.Core.Results;

/// <summary>Judges the names that a kernel gave its outputs: only those that mean the same file everywhere are taken.</summary>
internal static class OutputName
{
    private const int LongestPart = 255;
    private const int LongestName = 2000;
    private const int MostFolders = 100;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Ports("COM"), .. Ports("LPT")],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Why a name is not taken, in a few words; null when it is fine.</summary>
    public static string? Refusal(string name)
    {
        if (!IsUnicode(name))
        {
            return "the name is not valid Unicode";
        }

        var parts = name.Split('/');
        return name.Any(c => char.IsControl(c)) ? "the name holds a control character"
            : name.Any(c => c is '\\' or ':') ? "the name holds a backslash or a colon"
            : Path.IsPathRooted(name) ? "the name is absolute"
            : parts.Any(part => part is "" or "." or "..") ? "the name leads elsewhere"
            : parts.Any(part => part[^1] is '.' or ' ') ? "a part of the name ends in a dot or a space"
            : parts.Any(part => Reserved.Contains(part.Split('.')[0].TrimEnd())) ? "the name is reserved on Windows"
            : parts.Length > MostFolders ? "the name has too many folders"
            : parts.Any(part => Encoding.UTF8.GetByteCount(part) > LongestPart)
            || Encoding.UTF8.GetByteCount(name) > LongestName
                ? "the name is too long"
            : null;
    }

    /// <summary>Equal for names that some file systems take for the same.</summary>
    public static string Key(string path) => path.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    private static IEnumerable<string> Ports(string kind) => "0123456789¹²³".Select(digit => $"{kind}{digit}");

    private static bool IsUnicode(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD'))
            {
                return false;
            }
        }

        return true;
    }
}
