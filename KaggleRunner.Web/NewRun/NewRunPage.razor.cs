using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;

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
    private readonly Dictionary<(string Path, int? From), TargetMemory> _memories = [];
    private readonly SyncDraft _sync = new();
    private IDisposable? _ticking;
    private LaunchPanel? _launch;
    private PreviewPanel? _panel;
    private IReadOnlyList<string> _configs = [];
    private Project? _project;
    private TargetMemory _memory = new();
    private RunPlan _plan = RunPlan.Empty;
    private RunPreview _preview = RunPreview.Empty;
    private bool _isLoaded;
    private int _cell;
    private int _changes;
    private int _step = 1;

    [Parameter]
    public string? ProjectKey { get; set; }

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private RunPlanner Planner { get; set; } = default!;

    [Inject]
    private TargetMemories Memories { get; set; } = default!;

    [Inject]
    private ChosenAccount Account { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Ticker Ticker { get; set; } = default!;

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
        if (isNew)
        {
            _memories.Clear();
            (_hasLooked, _open) = (false, null);
        }

        if (project is null)
        {
            return;
        }

        _configs = isNew ? Planner.Configs(project) : _configs;
        var (path, from) = (NamedTarget?.Trim() ?? "", NamedRun);
        var isFirst = !_memories.ContainsKey((path, from));
        var memory = await RecallAsync(project, path, from);
        if (
            _gone.IsCancellationRequested
            || project != _project
            || path != (NamedTarget?.Trim() ?? "")
            || from != NamedRun
        )
        {
            return;
        }

        (_path, _from, _memory) = (path, from, memory);
        Follow(memory, isFirst);
        Replan();
        if (isNew)
        {
            await LookAsync();
        }
    }

    private static string Kind(TargetKind kind) =>
        kind == TargetKind.Pytest ? "pytest" : kind.ToString().ToLowerInvariant();

    private async Task<TargetMemory> RecallAsync(Project project, string path, int? from)
    {
        if (path.Length == 0)
        {
            return new TargetMemory();
        }

        if (!_memories.TryGetValue((path, from), out var memory))
        {
            memory = await Memories.RecallAsync(project, path, from, _quick, _gone.Token);
            memory = _memories[(path, from)] = _memories.GetValueOrDefault((path, from), memory);
        }

        return memory;
    }

    private void Replan()
    {
        if (_project is null)
        {
            return;
        }

        _plan = _path.Length == 0 ? RunPlan.Empty : Planner.Plan(Choice(_project), _open);
        if (_plan.Base is { } settings)
        {
            _memory.Follow(settings);
        }

        _sync.Follow(_sync.Status, _path);
        Draw();
    }

    private RunChoice Choice(Project project) => new(project, _path, _config, _quick) { More = _memory.More };

    /// <summary>Redraws the preview once the typing pauses, well within a tenth of a second.</summary>
    private async Task ChangedAsync()
    {
        _launch?.Forget();
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
        var overrides = _memory.Settings.ToOverrides();
        if (_project is { } project && !_memory.Settings.HasErrors)
        {
            _preview = Planner.Preview(Choice(project), _plan, overrides, _cell, _sync, Account.Owner ?? "local");
            _ = EstimateAsync();
        }
    }

    private void GoToStep(int step)
    {
        _step = step;
        _view = step == StepNames.Length && IsEditing ? PreviewView.Script : _view;
    }

    private void ShowCell(int cell)
    {
        _cell = cell;
        Draw();
    }
}
