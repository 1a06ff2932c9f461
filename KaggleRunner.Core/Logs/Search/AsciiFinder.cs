using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// Finds a text of ASCII characters in UTF-8 in any case: by two of its characters that are rare in logs, 32 places at
/// once. (The vectorised search of .NET that ignores case takes UTF-16 only.)
/// </summary>
internal sealed class AsciiFinder
{
    private const string Frequent = " eatoinsrlcdpmu0123456789.:=-/_[]fghbyw";

    private readonly byte[] _text;
    private readonly (int At, byte Value, byte Fold) _rare;
    private readonly (int At, byte Value, byte Fold) _other;

    public AsciiFinder(string text)
    {
        _text = Encoding.ASCII.GetBytes(text.ToLowerInvariant());
        var byRarity = Enumerable.Range(0, text.Length).OrderByDescending(Rarity).ToList();
        _rare = Anchor(byRarity[0]);
        _other = Anchor(byRarity[Math.Min(1, byRarity.Count - 1)]);
    }

    public int IndexOf(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var (rare, rareFold) = (Vector256.Create(_rare.Value), Vector256.Create(_rare.Fold));
        var (other, otherFold) = (Vector256.Create(_other.Value), Vector256.Create(_other.Fold));
        var places = text.Length - _text.Length + 1;
        var at = 0;
        for (; at + Vector256<byte>.Count <= places; at += Vector256<byte>.Count)
        {
            var both =
                Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)(at + _rare.At)) | rareFold, rare)
                & Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)(at + _other.At)) | otherFold, other);
            for (var bits = both.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var place = at + BitOperations.TrailingZeroCount(bits);
                if (IsAt(text, place))
                {
                    return place;
                }
            }
        }

        for (; at < places; at++)
        {
            if (IsAt(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    private bool IsAt(ReadOnlySpan<byte> text, int place) =>
        Ascii.EqualsIgnoreCase(text.Slice(place, _text.Length), _text);

    private int Rarity(int at)
    {
        var rank = Frequent.IndexOf((char)_text[at], StringComparison.Ordinal);
        return rank < 0 ? Frequent.Length : rank;
    }

    // A letter's two cases differ in one bit, and no other byte becomes the letter by setting it.
    private (int At, byte Value, byte Fold) Anchor(int at) =>
        (at, _text[at], char.IsAsciiLetter((char)_text[at]) ? (byte)0x20 : (byte)0);
}
