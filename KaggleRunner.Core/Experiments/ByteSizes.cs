using System.Globalization;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Experiments;

/// <summary>Sizes as people write them: <c>200MB</c> (decimal), <c>1GiB</c> (binary); a bare number is bytes.</summary>
internal static partial class ByteSizes
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Form().Match(text.Trim());
        if (!match.Success)
        {
            return false;
        }

        var unit = match.Groups["unit"].Value.ToUpperInvariant();
        var power = unit.Length == 0 || unit[0] == 'B' ? 0 : "KMGT".IndexOf(unit[0], StringComparison.Ordinal) + 1;
        var factor = Math.Pow(unit.Contains('I', StringComparison.Ordinal) ? 1024 : 1000, power);
        var value = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * factor;
        if (value > 1e15)
        {
            return false;
        }

        bytes = (long)value;
        return true;
    }

    [GeneratedRegex(
        @"^(?<number>[0-9]{1,15}(\.[0-9]{1,6})?) ?(?<unit>B|[KMGT](i?B)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Form();
}
