using System.Text;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>Names inside archives, which anybody may have made.</summary>
internal static class EntryName
{
    private const int MaxPartBytes = 255;
    private const int MaxBytes = 2000;

    /// <summary>The name below the archive's folder; null for one that names the folder itself.</summary>
    public static string? Clean(string name)
    {
        var slashed = name.Replace('\\', '/');
        if (slashed.StartsWith('/') || slashed is [_, ':', ..] || slashed.Any(char.IsControl))
        {
            throw Refused(name);
        }

        var parts = slashed.Split('/').Where(part => part is not ("" or ".")).ToList();
        if (
            parts.Contains("..", StringComparer.Ordinal)
            || parts.Any(part => Encoding.UTF8.GetByteCount(part) > MaxPartBytes)
            || Encoding.UTF8.GetByteCount(slashed) > MaxBytes
        )
        {
            throw Refused(name);
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }

    private static UnpackException Refused(string name)
    {
        var shown = string.Concat(name.Where(letter => !char.IsControl(letter)).Take(100));
        return new($"The archive holds an entry whose name leads elsewhere or is too long: '{shown}'.");
    }
}
