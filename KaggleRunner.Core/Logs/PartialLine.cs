namespace KaggleRunner.Core.Logs;

/// <summary>What readers see of a line that has not ended.</summary>
internal static class PartialLine
{
    // More than is shown, so that a secret which begins before the part shown is still known for one.
    private const int Looked = 4 * LogCommit.LongestPartial;

    /// <summary>
    /// The line's end, redacted: at most <see cref="LogCommit.LongestPartial"/> characters, of a longer one only what
    /// stands behind its last <c>\r</c>.
    /// </summary>
    public static string Of(ReadOnlySpan<char> held, SecretRedactor redactor)
    {
        if (held.IsEmpty)
        {
            return "";
        }

        var text = redactor.RedactUnfinished(held[^Math.Min(held.Length, Looked)..].ToString());
        return text.Length <= LogCommit.LongestPartial && held.Length <= Looked ? text : EndOf(text);
    }

    private static string EndOf(string text)
    {
        var shown = text[^Math.Min(text.Length, LogCommit.LongestPartial)..];
        var line = shown.TrimEnd('\r');
        var overwritten = line.LastIndexOf('\r');
        if (overwritten >= 0)
        {
            return shown[(overwritten + 1)..];
        }

        return shown.Length > 0 && char.IsLowSurrogate(shown[0]) ? shown[1..] : shown;
    }
}
