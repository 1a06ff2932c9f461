using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Charts;

/// <summary>
/// A run's metrics and its machine as charts, live while the tab is open. The values come from
/// <see cref="MetricsEndpoints"/> to a script of its own, which is told here when there is something new, and tells what
/// its reader wants to see.
/// </summary>
public sealed partial class ChartsTab : IAsyncDisposable
{
    /// <summary>At most four times a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A log that another process writes gives no signal here.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly string _id = $"charts-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _closed = new();
    private DotNetObjectReference<ChartsTab>? _self;
    private JsModule? _module;

    /// <summary>What the script has told and the page's address does not say yet, oldest first.</summary>
    private readonly List<string> _told = [];
    private string _given = "";

    /// <summary>The run; give the component a <c>@key</c> where it can change.</summary>
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>What is to be shown.</summary>
    [Parameter, EditorRequired]
    public required ChartsView View { get; set; }

    /// <summary>Raised with what the reader wants to see.</summary>
    [Parameter]
    public EventCallback<ChartsView> OnView { get; set; }

    [Inject]
    private LogFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the script when its reader zooms, or hides a line.</summary>
    [JSInvokable]
    public Task ShowAsync(ChartsView view)
    {
        var known = ChartsView.Parse(view.Axis, view.Metrics?.ToString(), view.Machine?.ToString(), view.Hidden);
        if (known.ToAddress("") is var told && told != (_told.Count > 0 ? _told[^1] : _given))
        {
            _told.Add(told);
        }

        return OnView.InvokeAsync(known);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (_module is not null)
        {
            _module.Tell("dispose", _id);
            await _module.DisposeAsync();
        }

        _self?.Dispose();
        _closed.Dispose();
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnParametersSetAsync()
    {
        var wanted = View.ToAddress("");
        if (_module is null || wanted == _given)
        {
            return;
        }

        _given = wanted;
        if (_told.IndexOf(wanted) is >= 0 and var at)
        {
            // The script's own words come back, perhaps after it has said more.
            _told.RemoveRange(0, at + 1);
            return;
        }

        _told.Clear();
        await _module.CallAsync("show", _id, View);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _given = View.ToAddress("");
            _module = JsModule.Named(Js, "charts.js");
            await _module.CallAsync("create", _id, $"{Run.Id.Path}/metrics", View, _self);
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
