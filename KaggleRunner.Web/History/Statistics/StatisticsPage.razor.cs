using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Statistics;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Statistics;

/// <summary>What became of the runs by week: verdicts and durations of each target, hours of accelerators.</summary>
public sealed partial class StatisticsPage : IDisposable
{
    private const int Most = 40;
    private const int MostWeeks = 16;
    private const int Colours = 8;
    private readonly CancellationTokenSource _gone = new();
    private RunsFilter _filter = new();
    private IReadOnlyList<TargetHistory>? _targets;
    private IReadOnlyList<AcceleratorWeek> _hours = [];
    private string? _problem;

    [Parameter]
    public string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? FilterText { get; set; }

    [Inject]
    private RunStatistics Statistics { get; set; } = default!;

    private IEnumerable<string> FilterWords =>
        _filter
            .Query.Filter.Standings.Select(standing => standing.Key())
            .Concat(_filter.Parts.Select(part => part.Text));

    private IReadOnlyList<WeekColumn> Hours => WeekColumn.Of(_hours, MostWeeks, ColourOf);

    private IEnumerable<(string Name, int Colour)> Accelerators => Names.Select(name => (name, ColourOf(name)));

    private List<string> Names =>
        [.. _hours.Select(hour => hour.Accelerator).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = _filter = RunsFilter.Parse(FilterText, null, ProjectKey);
        _problem = filter.Problem?.Sentence;
        if (_problem is not null)
        {
            return;
        }

        try
        {
            var targets = await Statistics.ListTargetsAsync(filter.Scoped, _gone.Token);
            _hours = await Statistics.ListAcceleratorHoursAsync(filter.Scoped, _gone.Token);
            _targets = [.. targets.OrderByDescending(target => target.Weeks.Sum(week => week.Counts.Values.Sum()))];
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private int ColourOf(string accelerator) => (Names.IndexOf(accelerator) % Colours) + 1;

    private string TargetAddress(string target) =>
        new RunsFilter
        {
            Project = _filter.Project,
            Query = new RunQuery { Filter = new RunFilter { Targets = ["=" + target] } },
        }.ToAddress();

    private static int MostRuns(TargetHistory target) =>
        target.Weeks.TakeLast(MostWeeks).Max(week => week.Counts.Values.Sum());

    private static string Height(int count, int most) => WeekColumn.HeightOf(count, most);

    private static string Label(IsoWeek week) => WeekColumn.LabelOf(week);

    private static string Words(TargetWeek week) =>
        $"Week of {week.Week.Monday:yyyy-MM-dd}: "
        + string.Join(", ", week.Counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key.Key()}"))
        + (week.MedianDuration is { } median ? $"; median {HumanText.Duration(median)}" : "");
}
