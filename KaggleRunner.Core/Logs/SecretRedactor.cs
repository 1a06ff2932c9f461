using System.Buffers;
using System.Text;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// Replaces secrets by <c>***</c>: those it was told of (also in base64 and as a part of a URL), Kaggle and other
/// tokens by their shape, <c>*_TOKEN=…</c>, credentials in URLs and private keys.
/// </summary>
public sealed class SecretRedactor
{
    private const string Mask = "***";
    private const int ShortestBeginning = 4;

    private static readonly IReadOnlyList<(int Start, int Length)> Nothing = [];

    private readonly string[] _forms;
    private readonly SearchValues<string> _known;

    /// <summary>Known secrets of fewer than six characters are left out.</summary>
    public SecretRedactor(IEnumerable<string> secrets)
    {
        _forms =
        [
            .. secrets.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length),
        ];
        _known = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>One that knows the shapes only.</summary>
    public static SecretRedactor ByShape { get; } = new([]);

    public string Redact(string text)
    {
        var found = Find(text);
        return found.Count == 0 ? text : Replace(text, found);
    }

    /// <summary>Where secrets stand, in order and apart from each other.</summary>
    internal IReadOnlyList<(int Start, int Length)> Find(ReadOnlySpan<char> text)
    {
        List<(int Start, int Length)>? found = null;
        var offset = 0;
        while (_forms.Length > 0 && text[offset..].IndexOfAny(_known) is >= 0 and var at)
        {
            offset += at;
            var length = LengthAt(text[offset..]);
            (found ??= []).Add((offset, length));
            offset += length;
        }

        if (SecretPatterns.MayStandIn(text))
        {
            SecretPatterns.Find(text, found ??= []);
        }

        return found is null or { Count: 0 } ? Nothing : Merge(found);
    }

    /// <summary>
    /// Redacts a text that is still growing: what may become a secret when more of it has come is left out.
    /// </summary>
    internal string RedactUnfinished(string text)
    {
        var end = text.Length;
        foreach (var form in _forms)
        {
            for (var length = Math.Min(form.Length - 1, end); length >= ShortestBeginning; length--)
            {
                if (text.AsSpan(0, end).EndsWith(form.AsSpan(0, length), StringComparison.Ordinal))
                {
                    end -= length;
                    break;
                }
            }
        }

        var address = text.AsSpan(0, end).LastIndexOf("://", StringComparison.Ordinal);
        if (address >= 0 && !text.AsSpan(address + 3, end - address - 3).ContainsAny(" \t/@"))
        {
            end = address + 3;
        }

        return Redact(text[..end]);
    }

    private static List<(int Start, int Length)> Merge(List<(int Start, int Length)> found)
    {
        found.Sort();
        var merged = new List<(int Start, int Length)>(found.Count) { found[0] };
        foreach (var (start, length) in found.Skip(1))
        {
            var (lastStart, lastLength) = merged[^1];
            if (start > lastStart + lastLength)
            {
                merged.Add((start, length));
            }
            else
            {
                merged[^1] = (lastStart, Math.Max(lastLength, start + length - lastStart));
            }
        }

        return merged;
    }

    private static string Replace(string text, IReadOnlyList<(int Start, int Length)> found)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        foreach (var (start, length) in found)
        {
            result.Append(text, position, start - position).Append(Mask);
            position = start + length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
            {
                return form.Length;
            }
        }

        return 1;
    }
}
