using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A PDF, a page of it at a time; the browser reads what it needs of it by itself. Give it a <c>@key</c> of the artifact.</summary>
public sealed partial class PdfPreview : IAsyncDisposable
{
    private readonly string _id = $"pdf-{Guid.NewGuid():N}";
    private ElementReference _element;
    private JsModule? _module;

    /// <summary>Where the file's bytes are.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("detach", _id);
            await _module.DisposeAsync();
        }
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "artifacts-pdf.js");
            await _module.CallAsync("attach", _element, _id, Address, Bytes);
        }
    }
}
