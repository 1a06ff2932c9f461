using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Charts;

/// <summary>
/// A run's metrics and its machine as charts, live while the tab is open. The values come from
/// <see cref="MetricsEndpoints"/> to a script of its own, which is told here when there is something new.
/// </summary>
public sealed partial class ChartsTab : IAsyncDisposable
{
    /// <summary>At most four times a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A log that another process writes gives no signal here.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly string _id = $"charts-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _closed = new();
    private JsModule? _module;

    /// <summary>The run; give the component a <c>@key</c> where it can change.</summary>
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Inject]
    private LogFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (_module is not null)
        {
            await _module.CallAsync("dispose", _id);
            await _module.DisposeAsync();
        }

        _closed.Dispose();
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "charts.js");
            await _module.CallAsync("create", _id, $"{Run.Id.Path}/metrics");
            await TellAsync(_module);
        }
    }

    private async Task TellAsync(JsModule module)
    {
        try
        {
            var seen = Feed.Version(Run.Id);
            while (!_closed.IsCancellationRequested)
            {
                var hasEnded = Run.HasEnded;
                if (!await module.CallAsync("changed", _id) || hasEnded)
                {
                    return;
                }

                await Task.Delay(Pause, Clock, _closed.Token);
                seen = await Feed.WaitAsync(Run.Id, seen, Look, _closed.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The tab was closed.
        }
    }
}
