using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>
/// Reads a JSON string that may hold half a surrogate pair (Python's <c>surrogateescape</c>, or a character cut in
/// two) or bytes that are no UTF-8, on which the platform's own reader gives up. Halves are kept: the other one may follow.
/// </summary>
internal static class LenientText
{
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            var raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray();
            return Unescape(Encoding.UTF8.GetString(raw));
        }
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u' && i + 5 <= text.Length)
            {
                result.Append(
                    (char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                );
                i += 4;
                continue;
            }

            result.Append(
                text[i] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                }
            );
        }

        return result.ToString();
    }
}
