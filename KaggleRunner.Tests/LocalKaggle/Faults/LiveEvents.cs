using System.Text;
using System.Text.RegularExpressions;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

/// <summary>Takes a live log apart by hand, as half characters must be.</summary>
internal static partial class LiveEvents
{
    /// <summary>The <c>data</c> of each event, escapes resolved.</summary>
    public static IReadOnlyList<string> Data(string stream) =>
        [
            .. Payloads(stream)
                .Where(payload => payload.StartsWith('{'))
                .Select(payload => Unescape(DataField().Match(payload).Groups["data"].Value)),
        ];

    public static IReadOnlyList<string> Payloads(string stream) =>
        [
            .. stream
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(one => one.StartsWith("data: ", StringComparison.Ordinal) ? one[6..] : "broken"),
        ];

    private static string Unescape(string json)
    {
        var text = new StringBuilder();
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
            }
            else if (json[++i] == 'u')
            {
                text.Append((char)Convert.ToInt32(json[(i + 1)..(i + 5)], 16));
                i += 4;
            }
            else
            {
                text.Append(json[i] == 'n' ? '\n' : json[i]);
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(
        "\"data\":\"(?<data>.*)\"}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex DataField();
}
