using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>One fault that is on: <c>NAME[=PROBABILITY][@TIMES]</c>.</summary>
internal sealed record FaultRule(string Name, double Probability, int? Times)
{
    /// <summary>Of <c>all</c> where none is given: with more nothing would ever succeed.</summary>
    private const double ProbabilityOfAll = 0.1;

    /// <summary>The rules that a text means: one, or all.</summary>
    /// <exception cref="StartException">The text means none.</exception>
    public static IEnumerable<FaultRule> Parse(string text)
    {
        var (rest, times) = Cut(text, '@');
        var (name, probability) = Cut(rest, '=');
        var count = times is null ? (int?)null : Count(text, times);
        if (string.Equals(name, FaultNames.All, StringComparison.Ordinal))
        {
            var each = probability is null ? ProbabilityOfAll : Chance(text, probability);
            return FaultNames.Descriptions.Keys.Select(one => new FaultRule(one, each, count)).ToList();
        }

        return FaultNames.Descriptions.ContainsKey(name)
            ? [new FaultRule(name, probability is null ? 1 : Chance(text, probability), count)]
            : throw new StartException(
                $"There is no fault '{name}'; there are: {string.Join(", ", FaultNames.Descriptions.Keys)}, all."
            );
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}={Probability}{(Times is null ? "" : $"@{Times}")}");

    private static (string Before, string? After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }

    private static double Chance(string text, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var chance)
        && chance is >= 0 and <= 1
            ? chance
            : throw new StartException($"The probability in '{text}' must be a number from 0 to 1.");

    private static int Count(string text, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new StartException($"The number of times in '{text}' must be a whole number.");
}
