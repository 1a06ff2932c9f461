namespace KaggleRunner.Core.Logs;

/// <summary>FNV-1a over UTF-16 units: a hash whose whole state is its value, so that it can be saved and carried on.</summary>
internal static class PrefixHash
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Extend(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
