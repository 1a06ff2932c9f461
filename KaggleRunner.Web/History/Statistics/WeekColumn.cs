using System.Globalization;
using KaggleRunner.Core.History.Statistics;

namespace KaggleRunner.Web.History.Statistics;

/// <summary>A part of a column: the hours of one accelerator.</summary>
/// <param name="Height">As a style says it.</param>
public sealed record WeekPart(string Height, int Colour);

/// <summary>A week of accelerator hours, drawn as a column.</summary>
public sealed record WeekColumn(string Label, string Total, string Words, IReadOnlyList<WeekPart> Parts)
{
    public static IReadOnlyList<WeekColumn> Of(
        IReadOnlyList<AcceleratorWeek> hours,
        int mostWeeks,
        Func<string, int> colour
    )
    {
        var weeks = hours.GroupBy(hour => hour.Week).OrderBy(week => week.Key).TakeLast(mostWeeks).ToList();
        var most = weeks.Count == 0 ? 0 : weeks.Max(week => week.Sum(hour => hour.Hours));
        return
        [
            .. weeks.Select(week => new WeekColumn(
                LabelOf(week.Key),
                Hours(week.Sum(hour => hour.Hours)),
                $"Week of {week.Key.Monday:yyyy-MM-dd}: "
                    + string.Join(
                        ", ",
                        week.Select(hour => $"{hour.Accelerator} {Hours(hour.Hours)} in {hour.Runs} runs")
                    ),
                [.. week.Select(hour => new WeekPart(HeightOf(hour.Hours, most), colour(hour.Accelerator)))]
            )),
        ];
    }

    public static string LabelOf(IsoWeek week) => week.Monday.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string HeightOf(double value, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"{(most > 0 ? 100 * value / most : 0):0.##}%");

    private static string Hours(double hours) => string.Create(CultureInfo.InvariantCulture, $"{hours:0.0} h");
}
