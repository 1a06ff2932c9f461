using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>Two to ten runs side by side.</summary>
public sealed partial class ComparePage : IDisposable
{
    private const int Colours = 8;
    private readonly CancellationTokenSource _gone = new();
    private ComparedRuns _runs = new(default, []);
    private RunComparison? _comparison;
    private RunnerException? _problem;
    private string? _address;

    [Parameter]
    public string ProjectKey { get; set; } = "";

    [SupplyParameterFromQuery(Name = "runs")]
    private string? Numbers { get; set; }

    [SupplyParameterFromQuery(Name = "part")]
    private string? NamedPart { get; set; }

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private RunComparer Comparer { get; set; } = default!;

    private ComparePart Part =>
        Enum.GetValues<ComparePart>()
            .FirstOrDefault(part => string.Equals(part.ToString(), NamedPart, StringComparison.OrdinalIgnoreCase));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var runs = ComparedRuns.Parse(ProjectKey, Numbers);
        if (_address == runs.ToAddress())
        {
            return;
        }

        (_runs, _address, _problem) = (runs, runs.ToAddress(), null);
        try
        {
            var found = await FindAsync(runs);
            // Whole folders are read: not on the page's own thread.
            var comparison = await Task.Run(() => Comparer.CompareAsync(found, _gone.Token), _gone.Token);
            if (_runs == runs)
            {
                _comparison = comparison;
            }
        }
        catch (RunnerException e)
        {
            (_comparison, _problem) = (null, e);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task<IReadOnlyList<Run>> FindAsync(ComparedRuns runs)
    {
        var found = new List<Run>();
        foreach (var number in runs.Numbers)
        {
            found.Add(
                await Store.FindAsync(new RunId(runs.Project, number), _gone.Token)
                    ?? throw new RunnerException(
                        string.Create(CultureInfo.InvariantCulture, $"There is no run #{number} here."),
                        "It may have been deleted: look into the trash."
                    )
            );
        }

        return found;
    }

    private int Colour(Run run) => (_runs.ColourOf(run.Id.Number) % Colours) + 1;

    private static string? Badge(RunComparison comparison, ComparePart part)
    {
        var count = part switch
        {
            ComparePart.Overview => comparison.Settings.Count
                + comparison.Environment.Count
                + comparison.Packages.Count,
            ComparePart.Metrics => comparison.Metrics.Count,
            ComparePart.Tests => comparison.Tests.Count,
            ComparePart.Outputs => comparison.Files.Count(file => !file.IsSame),
            _ => 0,
        };
        return count > 0 ? count.ToString(CultureInfo.InvariantCulture) : null;
    }
}
