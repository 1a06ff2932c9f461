using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Charts;
using KaggleRunner.Web.Logs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Runs;

/// <summary>One run, live: it watches what the engine does and may ask it to stop; it does none of the work itself.</summary>
public sealed partial class RunPage : IDisposable
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);
    private CancellationTokenSource? _watching;
    private long? _looked;
    private Run? _run;
    private RunFiles _files = RunFiles.None;
    private EarlierRuns _earlier = EarlierRuns.None;
    private RunTab _first;
    private LogViewer? _log;
    private bool _isLoaded;
    private bool _isBusy;
    private string? _problem;

    [Parameter]
    public string ProjectKey { get; set; } = "";

    [Parameter]
    public int Number { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? NamedTab { get; set; }

    [SupplyParameterFromQuery(Name = "test")]
    private string? NamedTest { get; set; }

    [SupplyParameterFromQuery(Name = "only")]
    private string? NamedChoice { get; set; }

    [SupplyParameterFromQuery(Name = "find")]
    private string? NamedText { get; set; }

    // Here and not in the tab: a component that begins to listen to the address while a change of it is told ends the circuit.
    [SupplyParameterFromQuery(Name = "output")]
    private string? NamedOutput { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? NamedView { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? NamedOrder { get; set; }

    [SupplyParameterFromQuery(Name = "axis")]
    private string? NamedAxis { get; set; }

    [SupplyParameterFromQuery(Name = "zoom")]
    private string? NamedZoom { get; set; }

    [SupplyParameterFromQuery(Name = "machine")]
    private string? NamedMachine { get; set; }

    [SupplyParameterFromQuery(Name = "hide")]
    private string[]? NamedHidden { get; set; }

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    [Inject]
    private RunRepetition Repetition { get; set; } = default!;

    [Inject]
    private RunCancellation Cancellation { get; set; } = default!;

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private RunId Id => new(new ProjectId(ProjectKey), Number);

    private string Title => _run is { } run ? $"#{run.Id.Number} {run.Target.Title}" : $"Run #{Number}";

    private RunTab Tab => _run is { } run && NamedTab is not null ? RunTabs.Choose(NamedTab, run) : _first;

    /// <summary>What has ended and has plots shows them on its first screen.</summary>
    private bool HasPlotStrip => Tab != RunTab.Outputs && _run is { HasEnded: true } && _files.Plots.Count > 0;

    private string PlotsAddress => QueryHelpers.AddQueryString(Address(RunTab.Outputs), "view", "gallery");

    private ChartsView Charts => ChartsView.Parse(NamedAxis, NamedZoom, NamedMachine, NamedHidden);

    private TestsView Tests => new(NamedTest, TestsView.Choice(NamedChoice), NamedText ?? "");

    public void Dispose()
    {
        _watching?.Cancel();
        _watching?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_run?.Id == Id || (_watching is not null && _run is null && !_isLoaded))
        {
            return;
        }

        Dispose();
        _watching = new CancellationTokenSource();
        // The source itself is gone as soon as the page is.
        var watching = _watching.Token;
        (_run, _files, _isLoaded, _problem) = (null, RunFiles.None, false, null);
        _earlier = EarlierRuns.None;

        // Watch first, look then: nothing that happens in between is missed.
        var changes = Feed.WatchAsync(watching);
        var run = await Store.FindAsync(Id, watching) ?? await FindTrashedAsync(watching);
        if (watching.IsCancellationRequested)
        {
            return;
        }

        _run = run;
        _isLoaded = true;
        if (run is null)
        {
            return;
        }

        _first = RunTabs.First(run);
        _ = WatchAsync(changes, run.Id, watching);
        await ReadFilesAsync(run, watching);
        var earlier = await History.ReadAsync(run, watching);
        if (!watching.IsCancellationRequested && _run?.Id == run.Id)
        {
            _earlier = earlier;
        }
    }

    private async Task<Run?> FindTrashedAsync(CancellationToken cancellationToken) =>
        (await Trash.ListAsync(Id.Project, cancellationToken)).FirstOrDefault(run => run.Id == Id);

    private async Task WatchAsync(IAsyncEnumerable<Run> changes, RunId id, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var run in changes.WithCancellation(cancellationToken))
            {
                if (run.Id == id)
                {
                    await InvokeAsync(() => TakeAsync(run, cancellationToken));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page shows another run, or is gone.
        }
    }

    private async Task TakeAsync(Run run, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || _run is not { } before || before.Id != run.Id)
        {
            return;
        }

        _run = run;
        StateHasChanged();
        if (
            run.OutputCount != before.OutputCount
            || run.SessionId != before.SessionId
            || run.HasEnded
            || (run.CurrentStep?.Kind == RunStepKind.Collect && IsTimeToLook)
        )
        {
            await ReadFilesAsync(run, cancellationToken);
            StateHasChanged();
        }
    }

    private Task ReadFilesAgainAsync() =>
        _run is { } run && _watching is { } watching ? ReadFilesAsync(run, watching.Token) : Task.CompletedTask;

    /// <summary>Files come one by one: a folder of many is not read for each of them.</summary>
    private bool IsTimeToLook => _looked is null || Clock.GetElapsedTime(_looked.Value) >= LookAfter;

    private Task LookAsync() => IsTimeToLook ? ReadFilesAgainAsync() : Task.CompletedTask;

    private async Task ReadFilesAsync(Run run, CancellationToken cancellationToken)
    {
        _looked = Clock.GetTimestamp();
        var files = await RunFiles.ReadAsync(run, Outputs, cancellationToken);
        if (!cancellationToken.IsCancellationRequested && _run?.Id == run.Id)
        {
            _files = files;
        }
    }

    private Task StopAsync() => ActAsync(() => Cancellation.CancelAsync(Id, CancellationToken.None));

    private Task RerunAsync(RerunKind kind) =>
        _run is { } run
            ? ActAsync(async () =>
                Navigation.NavigateTo(await Repetition.StartAsync(run, kind, CancellationToken.None))
            )
            : Task.CompletedTask;

    private async Task ActAsync(Func<Task> action)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            await action();
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>A log that is opened begins at its first failure.</summary>
    private Task GoToNextFailureAsync()
    {
        if (Tab == RunTab.Log && _log is { } log)
        {
            return log.GoToNextFailureAsync();
        }

        Navigation.NavigateTo(Address(RunTab.Log));
        return Task.CompletedTask;
    }

    private string? Badge(Run run, RunTab tab) =>
        tab switch
        {
            RunTab.Tests when run.Tests is { Total: { } total } tests && !run.HasEnded => $"{tests.Ended}/{total}",
            RunTab.Tests when run.Tests.Ended > 0 => run.Tests.Ended.ToString(CultureInfo.InvariantCulture),
            RunTab.Outputs when _files.Artifacts.Count > 0 => _files.Artifacts.Count.ToString(
                CultureInfo.InvariantCulture
            ),
            _ => null,
        };

    private ExpectedEnd? Expected(Run run) => ExpectedEnd.From(_earlier, run);

    private void ShowTests(TestsView view) =>
        Navigation.NavigateTo(view.ToAddress(Address(RunTab.Tests)), replace: true);

    private void ShowCharts(ChartsView view) =>
        Navigation.NavigateTo(view.ToAddress(Address(RunTab.Charts)), replace: true);

    private string Address(RunTab tab) => $"{Id.Path}?tab={tab.Key()}";

    private string OutputAddress(string path) => QueryHelpers.AddQueryString(Address(RunTab.Outputs), "output", path);

    private string Link(string path) => ArtifactLinks.Plain(Id, path);
}
