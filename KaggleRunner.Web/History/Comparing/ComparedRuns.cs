using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.History.Comparing;

public enum ComparePart
{
    Overview,
    Metrics,
    Tests,
    Outputs,
    Script,
}

/// <summary>Which runs are compared; stands in the page's address. The first is the one that the others are compared with.</summary>
public sealed record ComparedRuns(ProjectId Project, IReadOnlyList<int> Numbers)
{
    /// <summary>What of the list in an address are numbers of runs, each once.</summary>
    public static ComparedRuns Parse(string project, string? numbers) =>
        new(
            new ProjectId(project),
            [
                .. (numbers ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(text =>
                        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
                    )
                    .Where(number => number > 0)
                    .Distinct()
                    .Take(RunComparer.Most),
            ]
        );

    /// <summary>The same runs, whatever their order: each keeps its colour when another one becomes the first.</summary>
    public int ColourOf(int number) => Numbers.Count(other => other < number);

    public ComparedRuns BasedOn(int number) => this with { Numbers = [number, .. Numbers.Where(n => n != number)] };

    public ComparedRuns Without(int number) => this with { Numbers = [.. Numbers.Where(n => n != number)] };

    public string ToAddress(ComparePart part = ComparePart.Overview) =>
        $"/p/{Project}/compare?runs={string.Join(',', Numbers)}"
        + (part == ComparePart.Overview ? "" : $"&part={part.ToString().ToLowerInvariant()}");

    public static string AddressOf(Run first, Run second) =>
        new ComparedRuns(first.Id.Project, [first.Id.Number, second.Id.Number]).ToAddress();
}
