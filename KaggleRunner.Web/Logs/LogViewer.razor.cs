using KaggleRunner.Core.Common;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Logs;

/// <summary>
/// A run's log, live or ended. Fills its parent, which needs a height. The lines come from <see cref="RunHub"/> to a
/// script of its own and never pass through the component.
/// </summary>
public sealed partial class LogViewer : IAsyncDisposable
{
    private readonly string _id = $"log-{Guid.NewGuid():N}";
    private DotNetObjectReference<LogViewer>? _self;
    private JsModule? _module;
    private bool _live;

    /// <summary>The run; give the component a <c>@key</c> where it can change.</summary>
    [Parameter]
    [EditorRequired]
    public RunId RunId { get; set; }

    /// <summary>The run has not ended: the view begins at the end of the log and follows it.</summary>
    [Parameter]
    public bool Live { get; set; }

    /// <summary>The line to begin at, for example of the first failure; one in the address (<c>#L118</c>) goes first.</summary>
    [Parameter]
    public int? StartLine { get; set; }

    [Parameter]
    public string EmptyText { get; set; } = "The run has printed nothing yet.";

    /// <summary>The user clicked a line's number.</summary>
    [Parameter]
    public EventCallback<int> OnLineSelected { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private string RawPath => $"{RunId.Path}/log.txt";

    /// <summary>Scrolls to a line and marks it.</summary>
    public async Task GoToLineAsync(int line)
    {
        if (_module is not null)
        {
            await _module.CallAsync("goTo", _id, line);
        }
    }

    /// <summary>Scrolls to the next failed test, phase or traceback.</summary>
    public async Task GoToNextFailureAsync()
    {
        if (_module is not null)
        {
            await _module.CallAsync("nextFailure", _id);
        }
    }

    [JSInvokable]
    public Task OnBrowserLineAsync(int line) => OnLineSelected.InvokeAsync(line);

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("dispose", _id);
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnParametersSetAsync()
    {
        if (_module is not null && _live != Live)
        {
            _live = Live;
            await _module.CallAsync("setLive", _id, Live);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _live = Live;
            _module = JsModule.Named(Js, "log-viewer.js");
            var options = new ViewerOptions(RunId.Project.Value, RunId.Number, Live, StartLine);
            await _module.CallAsync("create", _id, options, _self);
        }
    }

    private sealed record ViewerOptions(string Project, int Number, bool Live, int? StartLine);
}
