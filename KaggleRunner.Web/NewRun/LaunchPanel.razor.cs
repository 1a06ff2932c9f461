using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>Where the run goes, what is in its way, and the button that starts it.</summary>
public sealed partial class LaunchPanel
{
    private string? _problem;
    private bool _isLaunching;

    /// <summary>Why Run cannot be pressed; null when it can.</summary>
    [Parameter]
    public string? Obstacle { get; set; }

    /// <summary>How many runs the button starts.</summary>
    [Parameter]
    public int Runs { get; set; } = 1;

    /// <summary>A last look before the launch: what to launch, or null when something has come into the way.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<LaunchRequest?>> Prepare { get; set; }

    [Parameter]
    public EventCallback OnAccount { get; set; }

    /// <summary>What is said above the button.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private RunLauncher Launcher { get; set; } = default!;

    [Inject]
    private ChosenAccount Account { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string RunText
    {
        get
        {
            var what = Runs == 1 ? "Run" : string.Create(CultureInfo.InvariantCulture, $"Run {Runs}");
            return _isLaunching ? "Starting…"
                : Account.Kind == KaggleAccountKind.Local ? $"{what} on local"
                : Account.Owner is { } owner ? $"{what} on Kaggle as {owner}"
                : $"{what} on Kaggle";
        }
    }

    /// <summary>What failed last is no longer so once something was changed.</summary>
    public void Forget() => _problem = null;

    /// <summary>Says what is wrong, beside the button.</summary>
    public void Tell(string problem)
    {
        _problem = problem;
        StateHasChanged();
    }

    private static RunQuery QueryOf(Run first) => new() { Filter = new() { Groups = [first.Group!] } };

    private async Task LaunchAsync()
    {
        if (_isLaunching || Obstacle is not null)
        {
            return;
        }

        (_isLaunching, _problem) = (true, null);
        try
        {
            if (await Prepare() is { } request)
            {
                var runs = await Launcher.LaunchAsync(request, CancellationToken.None);
                Navigation.NavigateTo(
                    runs is [var run] ? run.Id.Path : $"/p/{request.Project.Id}/runs?{QueryOf(runs[0]).ToQueryString()}"
                );
            }
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        finally
        {
            _isLaunching = false;
        }
    }
}
