using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>The metrics of the runs as charts over each other; the values come by the runs' own addresses.</summary>
public sealed partial class CompareMetrics : IAsyncDisposable
{
    private readonly string _id = $"compare-{Guid.NewGuid():N}";
    private JsModule? _module;

    [Parameter, EditorRequired]
    public required RunComparison Comparison { get; set; }

    /// <summary>The number of a run's colour, from 0.</summary>
    [Parameter, EditorRequired]
    public required Func<Run, int> Colours { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("dispose", _id);
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "compare-charts.js");
            var runs = Comparison.Runs.Select(run => new DrawnRun(
                $"#{run.Id.Number}",
                $"{run.Id.Path}/metrics",
                Colours(run)
            ));
            await _module.CallAsync("create", _id, runs);
        }
    }

    private sealed record DrawnRun(string Label, string Address, int Colour);
}
