using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A log with the colours of a terminal; the browser reads it by itself.</summary>
public sealed partial class LogPreview : IAsyncDisposable
{
    private const int Most = 1_000_000;
    private ElementReference _element;
    private JsModule? _module;

    /// <summary>Where the file's bytes are.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "artifacts-log.js");
            await _module.CallAsync("show", _element, Address, Most);
        }
    }
}
