namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Patterns for SQL's <c>LIKE … ESCAPE '\'</c> of what people write.</summary>
internal static class LikePattern
{
    /// <summary>The text itself.</summary>
    public static string Text(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    /// <summary>The text, in which <c>*</c> and <c>?</c> stand for any letters.</summary>
    public static string Glob(string text) => Text(text).Replace('*', '%').Replace('?', '_');

    /// <summary>Whatever holds the text.</summary>
    public static string Holding(string text) => $"%{Text(text)}%";
}
