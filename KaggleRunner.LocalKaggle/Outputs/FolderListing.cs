using System.Text;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>The files of a folder that does not change any more, in the order of their names.</summary>
internal sealed class FolderListing(IReadOnlyList<OutputEntry> entries)
{
    private const int DefaultSize = 20;
    private const int MaxSize = 200;

    public IReadOnlyList<OutputEntry> Entries { get; } = entries;

    /// <summary>
    /// A page and the token of the next. The token is the last name before it, so that pages hold when the server restarts.
    /// </summary>
    public (IReadOnlyList<OutputEntry> Page, string? Next) Page(int? pageSize, string? pageToken)
    {
        var size = Math.Clamp(pageSize is > 0 and { } asked ? asked : DefaultSize, 1, MaxSize);
        var from = string.IsNullOrEmpty(pageToken) ? 0 : After(Decode(pageToken));
        var count = Math.Min(size, Entries.Count - from);
        var page = new OutputEntry[count];
        for (var i = 0; i < count; i++)
        {
            page[i] = Entries[from + i];
        }

        return (page, from + count < Entries.Count ? Encode(page[^1].Name) : null);
    }

    private int After(string name)
    {
        var (low, high) = (0, Entries.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (string.CompareOrdinal(Entries[middle].Name, name) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static string Encode(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(name));

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new KaggleFault(400, "The page token is not one of this server's.");
    }
}
