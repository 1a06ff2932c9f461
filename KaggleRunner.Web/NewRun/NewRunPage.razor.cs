using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Editor;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// From a target to a run: what was chosen stands in the address, what will be pushed beside it, and nothing happens
/// before Run is pressed.
/// </summary>
public sealed partial class NewRunPage : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);
    private static readonly string[] StepNames = ["Target", "Settings", "Run"];
    private readonly CancellationTokenSource _gone = new();
    private readonly SettingsDraft _draft = new();
    private readonly SyncDraft _sync = new();
    private IDisposable? _ticking;
    private MonacoEditor? _editor;
    private IReadOnlyList<string> _configs = [];
    private Project? _project;
    private RunPlan _plan = RunPlan.Empty;
    private RunPreview _preview = RunPreview.Empty;
    private string _path = "";
    private string? _config;
    private string? _problem;
    private bool _quick;
    private bool _isLoaded;
    private bool _hasLooked;
    private bool _isLooking;
    private bool _isLaunching;
    private bool _showsMetadata;
    private int _changes;
    private int _seconds;
    private int _step = 1;

    [Parameter]
    public string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "target")]
    private string? NamedTarget { get; set; }

    [SupplyParameterFromQuery(Name = "config")]
    private string? NamedConfig { get; set; }

    [SupplyParameterFromQuery(Name = "quick")]
    private bool? NamedQuick { get; set; }

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private RunPlanner Planner { get; set; } = default!;

    [Inject]
    private WorkingTree WorkingTree { get; set; } = default!;

    [Inject]
    private RunLauncher Launcher { get; set; } = default!;

    [Inject]
    private ChosenAccount Account { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Ticker Ticker { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Why Run cannot be pressed, in a sentence; null when it can.</summary>
    private string? Obstacle =>
        _plan.Target is null ? "Pick a target first."
        : _plan.ConfigError is not null ? "The config cannot be used; see above."
        : _draft.HasErrors ? "A setting needs mending; see above."
        : _preview.Problem ?? (_hasLooked ? _sync.Problem ?? MissingConsent : "Looking at the working tree…");

    private string? MissingConsent =>
        _sync is { NeedsConsent: true, HasConsent: false } ? $"Tick “{_sync.ConsentText()}” to allow it." : null;

    private string RunText =>
        _isLaunching ? "Starting…"
        : Account.Kind == KaggleAccountKind.Local ? "Run on local"
        : Account.Owner is { } owner ? $"Run on Kaggle as {owner}"
        : "Run on Kaggle";

    public void Dispose()
    {
        _ticking?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _ticking = Ticker.Every(() => _ = InvokeAsync(TickAsync));

    protected override async Task OnParametersSetAsync()
    {
        var project = await Current.FindAsync(ProjectKey, _gone.Token);
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        var isNew = project != _project;
        (_project, _isLoaded) = (project, true);
        (_path, _config, _quick) = (NamedTarget?.Trim() ?? "", NamedConfig, NamedQuick ?? false);
        if (project is null)
        {
            return;
        }

        if (isNew)
        {
            _configs = Planner.Configs(project);
            _draft.ResetAll();
            _hasLooked = false;
        }

        Replan(project);
        if (isNew)
        {
            await LookAsync();
        }
    }

    private static string Kind(TargetKind kind) =>
        kind == TargetKind.Pytest ? "pytest" : kind.ToString().ToLowerInvariant();

    private void Replan(Project project)
    {
        _plan = _path.Length == 0 ? RunPlan.Empty : Planner.Plan(project, _path, _config, _quick);
        if (_plan.Base is { } settings)
        {
            _draft.Follow(settings);
        }

        _sync.Follow(_sync.Status, _path);
        Draw();
    }

    /// <summary>Redraws the preview once the typing pauses, well within a tenth of a second.</summary>
    private async Task ChangedAsync()
    {
        _problem = null;
        var change = ++_changes;
        await Task.Delay(Quiet, Clock, _gone.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (change == _changes && !_gone.IsCancellationRequested)
        {
            Draw();
        }
    }

    private void Draw()
    {
        var overrides = _draft.ToOverrides();
        if (_project is { } project && !_draft.HasErrors)
        {
            _preview = Planner.Preview(project, _plan, _config, _quick, overrides, _sync, Account.Owner ?? "local");
        }
    }

    /// <summary>Opens the preview where this run differs from any other.</summary>
    private async Task ShowJobAsync()
    {
        var at = _preview.Script.IndexOf("JOB = ", StringComparison.Ordinal);
        if (at > 0 && _editor is { } editor)
        {
            await editor.RevealLineInCenter(_preview.Script.AsSpan(0, at).Count('\n') + 16);
        }
    }

    private async Task TickAsync()
    {
        // The user edits files beside this page: what would be committed is kept fresh, gently.
        if (_seconds++ % 4 == 3 && !_isLaunching)
        {
            await LookAsync();
            StateHasChanged();
        }
    }

    private async Task LookAsync()
    {
        if (_isLooking || _project is not { } project)
        {
            return;
        }

        _isLooking = true;
        try
        {
            var status = await WorkingTree.InspectAsync(project, _gone.Token);
            if (_project == project)
            {
                _sync.Follow(status, _path);
                _hasLooked = true;
                Draw();
            }
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _isLooking = false;
        }
    }

    private async Task LaunchAsync()
    {
        if (_isLaunching || Obstacle is not null || _project is not { } project)
        {
            return;
        }

        (_isLaunching, _problem) = (true, null);
        try
        {
            // The tick holds for what was shown: a file saved since then has to be seen first.
            _sync.Follow(await WorkingTree.InspectAsync(project, CancellationToken.None), _path);
            var overrides = _draft.ToOverrides();
            if (Obstacle is { } obstacle)
            {
                _problem =
                    obstacle != MissingConsent
                        ? null
                        : "The working tree has just changed. Look at the files once more.";
                return;
            }

            var runs = await Launcher.LaunchAsync(
                new LaunchRequest
                {
                    Project = project,
                    Targets = [_path],
                    Config = _config,
                    Quick = _quick,
                    Overrides = overrides,
                    Sync = _sync.ToRequest(),
                    Account = Account.Kind,
                },
                CancellationToken.None
            );
            Navigation.NavigateTo(runs[0].Id.Path);
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

    private void Choose(TreeEntry entry)
    {
        if (entry.Kind == TreeEntryKind.Config)
        {
            ChooseConfig(entry.Path);
            return;
        }

        _step = 2;
        Go(entry.Path, null, _quick);
    }

    private void ChooseConfig(string? config) => Go(_path, config, _quick);

    private void ChooseQuick(bool quick) => Go(_path, _config, quick);

    private void Go(string path, string? config, bool quick)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (path.Length > 0)
        {
            query["target"] = path;
        }

        if (config is not null)
        {
            query["config"] = config;
        }

        if (quick)
        {
            query["quick"] = "true";
        }

        Navigation.NavigateTo(QueryHelpers.AddQueryString($"/p/{_project?.Id}/new", query), replace: true);
    }
}
