using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Charts;

/// <summary>A part of a chart's horizontal axis, in its units.</summary>
public sealed record ChartRange(double From, double To)
{
    /// <summary>Null for what is no range.</summary>
    public static ChartRange? Parse(string? text)
    {
        var parts = (text ?? "").Split("..");
        return parts.Length == 2 && TryParse(parts[0], out var from) && TryParse(parts[1], out var to) && from < to
            ? new ChartRange(from, to)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}..{To}");

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

/// <summary>What the charts of a run show, as it stands in the address.</summary>
/// <param name="Axis"><c>step</c>, <c>elapsed</c> or <c>clock</c>; null: as the reader had it last.</param>
/// <param name="Metrics">What the charts of metrics are zoomed to; null: everything.</param>
/// <param name="Machine">What the charts of the machine are zoomed to.</param>
/// <param name="Hidden">Names of lines that are not drawn.</param>
public sealed record ChartsView(string? Axis, ChartRange? Metrics, ChartRange? Machine, IReadOnlyList<string> Hidden)
{
    private const int MostHidden = 50;
    private static readonly string[] Axes = ["step", "elapsed", "clock"];

    public static ChartsView Parse(string? axis, string? metrics, string? machine, IEnumerable<string?>? hidden) =>
        new(
            Axes.Contains(axis, StringComparer.Ordinal) ? axis : null,
            ChartRange.Parse(metrics),
            ChartRange.Parse(machine),
            [.. (hidden ?? []).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostHidden)]
        );

    /// <summary>The address of the tab with this view. A range means nothing without its axis.</summary>
    public string ToAddress(string tab)
    {
        var isZoomed = Metrics is not null || Machine is not null;
        (string Name, string? Value)[] parts =
        [
            ("axis", isZoomed ? Axis : null),
            ("zoom", Metrics?.ToString()),
            ("machine", Machine?.ToString()),
            .. Hidden.Take(MostHidden).Select(name => ("hide", (string?)name)),
        ];
        return QueryHelpers.AddQueryString(
            tab,
            parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value))
        );
    }
}
