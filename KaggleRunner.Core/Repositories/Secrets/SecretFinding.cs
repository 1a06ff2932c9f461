using System.Globalization;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>Something in a file that would be sent and had better not be.</summary>
/// <param name="Path">The file, relative to the project's root.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="What">What it seems to be, with its article: <c>a GitHub token</c>.</param>
/// <param name="Masked">The beginning of the secret and its length, never the secret; empty for a whole file.</param>
public sealed record SecretFinding(string Path, int Line, string Rule, string What, string Masked)
{
    /// <summary>For example <c>a.py:3: a GitHub token (ghp_…, 40 characters)</c>.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path}{(Line > 0 ? $":{Line}" : "")}: {What}{(Masked.Length > 0 ? $" ({Masked})" : "")}"
        );
}
