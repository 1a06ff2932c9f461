using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Runs;

/// <summary>The rows of a page of runs: chosen, starred, opened with the mouse or the keyboard; cards on a phone.</summary>
public sealed partial class RunsTable : IAsyncDisposable
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sought = new(StringComparer.Ordinal);
    private ElementReference _table;
    private JsModule? _module;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Run> Runs { get; set; }

    [Parameter, EditorRequired]
    public required RunsFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required RunSelection Selection { get; set; }

    [Parameter]
    public IReadOnlyDictionary<RunId, IReadOnlyList<string>> Plots { get; set; } =
        new Dictionary<RunId, IReadOnlyList<string>>();

    [Parameter]
    public bool ShowProjects { get; set; }

    [Parameter]
    public EventCallback<RunsFilter> OnFilter { get; set; }

    [Parameter]
    public EventCallback OnSelection { get; set; }

    [Parameter]
    public EventCallback<Run> OnStar { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private bool IsAllChosen => Runs.Count > 0 && Runs.All(run => Selection.Has(run.Id));

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("detach");
            await _module.DisposeAsync();
        }
    }

    /// <summary>A matrix that is asked for by name stands open at first.</summary>
    protected override void OnParametersSet() => _open.UnionWith([.. Filter.Query.Filter.Groups.Where(_sought.Add)]);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "runs-table.js");
            await _module.CallAsync("attach", _table);
        }
    }

    private Task ChooseAsync(Run run, bool isStretch)
    {
        Run[] order = [.. RunRows.Of(Runs).SelectMany(rows => rows.Runs)];
        Selection.Toggle(run, order, isStretch);
        return OnSelection.InvokeAsync();
    }

    private Task ChooseAll(ChangeEventArgs e)
    {
        foreach (var run in Runs)
        {
            Selection.Set(run, e.Value is true);
        }

        return OnSelection.InvokeAsync();
    }

    private void Fold(string group)
    {
        if (!_open.Remove(group))
        {
            _open.Add(group);
        }
    }

    private IReadOnlyList<string> PlotsOf(Run run) => Plots.GetValueOrDefault(run.Id) ?? [];

    private string TagAddress(string tag) => AddressOf(new RunQuery { Filter = new RunFilter { Tags = [tag] } });

    private string GroupAddress(Run run) =>
        AddressOf(new RunQuery { Filter = new RunFilter { Groups = [run.Group!] } });

    private string AddressOf(RunQuery query) => new RunsFilter { Project = Filter.Project, Query = query }.ToAddress();
}
