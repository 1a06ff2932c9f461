using System.Globalization;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>The ways to name a version.</summary>
internal static class VersionName
{
    /// <summary><c>v3</c>; 0, which no version has, for anything else, a bare <c>3</c> included.</summary>
    public static int FromLabel(string label) => label.StartsWith('v') ? Number(label.AsSpan(1)) : 0;

    /// <summary><c>slug</c> or <c>slug/3</c>: so the official tool pulls a version.</summary>
    public static (string? Slug, int? Number) FromSlug(string? slug)
    {
        var slash = slug?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 0 ? (slug, null) : (slug![..slash], Number(slug.AsSpan(slash + 1).TrimStart('v')));
    }

    private static int Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
