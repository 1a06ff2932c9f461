using System.Buffers;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Logs;

/// <summary>What secrets look like that nobody told us of.</summary>
internal static partial class SecretPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Timeout = 2000;

    // Regular expressions run only on lines that hold one of these: nearly none do.
    private static readonly string[] HintTexts =
    [
        "KGAT_",
        "_TOKEN",
        "://",
        "PRIVATE KEY",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "hf_",
        "sk-",
        "\"key\"",
        "authorization",
    ];

    private static readonly SearchValues<string> Hints = SearchValues.Create(
        HintTexts,
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\v\f\"'");

    /// <summary>False when there is surely nothing to find; quick.</summary>
    public static bool MayStandIn(ReadOnlySpan<char> text) => text.ContainsAny(Hints);

    /// <summary>Adds where secrets stand in <paramref name="text"/>; all of it when that takes too long to say.</summary>
    public static void Find(ReadOnlySpan<char> text, List<(int Start, int Length)> found)
    {
        try
        {
            foreach (var match in Tokens().EnumerateMatches(text))
            {
                found.Add((match.Index, match.Length));
            }

            foreach (var match in Assignments().EnumerateMatches(text))
            {
                AddValue(text, match.Index + match.Length, found);
            }

            foreach (var match in UserInfo().EnumerateMatches(text))
            {
                AddUserInfo(text, match, found);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            found.Add((0, text.Length));
        }
    }

    private static void AddValue(ReadOnlySpan<char> text, int start, List<(int Start, int Length)> found)
    {
        var end = text[start..].IndexOfAny(ValueEnds);
        var length = end < 0 ? text.Length - start : end;
        if (length > 0)
        {
            found.Add((start, length));
        }
    }

    private static void AddUserInfo(ReadOnlySpan<char> text, ValueMatch match, List<(int Start, int Length)> found)
    {
        // A bare user name, as in ssh://git@host, is no secret; a token in its place is long.
        const int longestName = 15;
        var value = text.Slice(match.Index + 3, match.Length - 4);
        if (value.Contains(':') || value.Length > longestName)
        {
            found.Add((match.Index + 3, value.Length));
        }
    }

    [GeneratedRegex(
        """
            KGAT_[\w-]+|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|hf_[A-Za-z0-9]{20,}|sk-[A-Za-z0-9][\w-]{19,}|"key"\s*:\s*"[0-9a-f]{32}"|-----BEGIN[ A-Z]{0,40}PRIVATE\ KEY.*
            """,
        Options | RegexOptions.IgnorePatternWhitespace,
        Timeout
    )]
    private static partial Regex Tokens();

    // Only the lead-in: the value is what follows. The name before _TOKEN is left to stand, and unmatched, since \w*
    // there would make a long word cost the square of its length.
    [GeneratedRegex(
        """(_TOKEN["']?\s*[=:]\s*["']?|authorization["']?\s*[=:]\s*["']?((bearer|basic)\s+)?)""",
        Options | RegexOptions.IgnoreCase,
        Timeout
    )]
    private static partial Regex Assignments();

    [GeneratedRegex(@"://[^\s/]+@", Options, Timeout)]
    private static partial Regex UserInfo();
}
