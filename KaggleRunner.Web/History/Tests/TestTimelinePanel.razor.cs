using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Tests;

/// <summary>One test across runs: how it ended, how long it took, and where.</summary>
public sealed partial class TestTimelinePanel : IDisposable
{
    private const int Most = 200;
    private const int MostBars = 60;
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<TestPoint>? _points;
    private double _longest;
    private string? _problem;

    [Parameter, EditorRequired]
    public required ProjectId Project { get; set; }

    [Parameter, EditorRequired]
    public required string Test { get; set; }

    [Parameter]
    public bool IsFlaky { get; set; }

    [Parameter]
    public string CloseAddress { get; set; } = "/tests";

    [Inject]
    private TestHistory History { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var found = await History.FindAsync(Project, Test, new RunQuery { Take = Most }, _gone.Token);
            _points = found.Points;
            _longest = _points.Take(MostBars).Select(point => point.Seconds).DefaultIfEmpty(0).Max();
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

    private string RunAddress(TestPoint point) => $"{point.Run.Path}?tab=tests&test={Uri.EscapeDataString(Test)}";

    private string Height(TestPoint point) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(_longest > 0 ? Math.Max(3, 100 * point.Seconds / _longest) : 3):0.#}%"
        );

    private static string Summary(IReadOnlyList<TestPoint> points)
    {
        var bad = points.Count(point => point.Outcome.IsBad());
        return $"{HumanText.Count(points.Count, "run")}, {(bad == 0 ? "none" : bad.ToString(CultureInfo.InvariantCulture))} of them bad.";
    }

    private static string DurationWords(IReadOnlyList<TestPoint> points) =>
        $"Durations of the newest {Math.Min(points.Count, MostBars)} runs, the newest on the right: from "
        + $"{Time(points.Take(MostBars).Min(point => point.Seconds))} to {Time(points.Take(MostBars).Max(point => point.Seconds))}";

    private static string Time(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
