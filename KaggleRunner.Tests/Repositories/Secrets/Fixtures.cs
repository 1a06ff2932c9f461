namespace KaggleRunner.Tests.Repositories.Secrets;

/// <summary>Made-up secrets, put together at run time so that no scanner of this repository takes them for real ones.</summary>
internal static class Fixtures
{
    private const string Letters = "aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zAcFhJlMnPqRtVwXyZ13579bDfGhKmNpRsTvXz";

    public static string GitHubToken => $"gh{"p_"}{Letters[..36]}";

    /// <summary>Letters and digits without a pattern, the same each time.</summary>
    public static string Random(int length, string alphabet = Letters)
    {
        var state = 12345u;
        return string.Create(
            length,
            alphabet,
            (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    state = state * 1664525 + 1013904223;
                    span[i] = from[(int)(state >> 8) % from.Length];
                }
            }
        );
    }
}
