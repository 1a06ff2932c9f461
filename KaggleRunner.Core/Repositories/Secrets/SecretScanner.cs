using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>
/// Finds secrets in the content of a file, in time that grows with its length alone: the rules' words are searched for
/// all at once, and a rule's expression, which never backtracks, looks at a window around its word.
/// </summary>
internal sealed class SecretScanner
{
    // A chunk overlaps the one before by a window, so that nothing is cut in two.
    private const int ChunkLength = 1 << 20;
    private const int Before = 256;
    private const int After = 4096;
    private const int Step = 2048;
    private const int BytesLookedAtForZeros = 8000;

    /// <summary>More than these are of no use to a reader.</summary>
    public const int MostHits = 20;

    private static readonly (string Keyword, SecretRule Rule)[] Pairs =
    [
        .. SecretRule.All.SelectMany(rule => rule.Keywords.Select(keyword => (keyword, rule))),
    ];

    private static readonly SearchValues<string> Keywords = SearchValues.Create(
        [.. Pairs.Select(pair => pair.Keyword).Distinct(StringComparer.OrdinalIgnoreCase)],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly ILookup<char, (string Keyword, SecretRule Rule)> ByLetter = Pairs.ToLookup(pair =>
        char.ToLowerInvariant(pair.Keyword[0])
    );

    /// <summary>The secrets in a text, at most <see cref="MostHits"/>; binary content holds none.</summary>
    public static IReadOnlyList<SecretHit> Scan(ReadOnlySpan<byte> content)
    {
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            var encoding = content[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode;
            content = Encoding.UTF8.GetBytes(encoding.GetString(content));
        }

        if (content[..Math.Min(content.Length, BytesLookedAtForZeros)].Contains((byte)0))
        {
            return [];
        }

        var found = new Dictionary<(string Rule, int At), SecretHit>();
        var buffer = ArrayPool<char>.Shared.Rent(Math.Min(content.Length, ChunkLength) + 1);
        try
        {
            for (var start = 0; start < content.Length && found.Count < MostHits; start += ChunkLength - After)
            {
                var chunk = content.Slice(start, Math.Min(ChunkLength, content.Length - start));
                // Secrets are ASCII: a byte a character keeps positions.
                _ = Encoding.Latin1.GetChars(chunk, buffer);
                ScanChunk(content, start, buffer.AsSpan(0, chunk.Length), found);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }

        return [.. found.OrderBy(pair => pair.Key.At).Select(pair => pair.Value).Take(MostHits)];
    }

    private static void ScanChunk(
        ReadOnlySpan<byte> content,
        int start,
        ReadOnlySpan<char> chunk,
        Dictionary<(string Rule, int At), SecretHit> found
    )
    {
        var scanned = new Dictionary<SecretRule, int>(ReferenceEqualityComparer.Instance);
        var at = 0;
        while (found.Count < MostHits && chunk[at..].IndexOfAny(Keywords) is >= 0 and var distance)
        {
            at += distance;
            foreach (var (keyword, rule) in ByLetter[char.ToLowerInvariant(chunk[at])])
            {
                // A window reaches beyond the step, so a word in it needs no window of its own.
                if (
                    scanned.GetValueOrDefault(rule) <= at
                    && chunk[at..].StartsWith(keyword, StringComparison.OrdinalIgnoreCase)
                )
                {
                    scanned[rule] = at + Step;
                    var from = Math.Max(0, at - Before);
                    var window = chunk[from..Math.Min(chunk.Length, at + After)].ToString();
                    Match(content, start + from, window, rule, found);
                }
            }

            at++;
        }
    }

    private static void Match(
        ReadOnlySpan<byte> content,
        int offset,
        string window,
        SecretRule rule,
        Dictionary<(string Rule, int At), SecretHit> found
    )
    {
        for (var match = rule.Regex.Match(window); match.Success && found.Count < MostHits; match = match.NextMatch())
        {
            var secret = match.Groups["secret"];
            var at = offset + secret.Index;
            if (!found.ContainsKey((rule.Id, at)) && SecretLikeness.IsLikely(rule, secret.Value))
            {
                found[(rule.Id, at)] = SecretHit.Of(rule, content[..at].Count((byte)'\n') + 1, secret.Value);
            }
        }
    }
}
