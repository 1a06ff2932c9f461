using KaggleRunner.Core.Results;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Artifacts;

/// <summary>All images of a run; one alone is shown by a script, with keys for the next one and for its size.</summary>
public sealed partial class ArtifactGallery : IAsyncDisposable
{
    private const long Largest = 30_000_000;
    private int _limit = 2000;
    private ElementReference _element;
    private JsModule? _module;
    private DotNetObjectReference<ArtifactGallery>? _self;
    private (IReadOnlyList<Artifact> Images, int Limit)? _drawn;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Artifact> Images { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Link { get; set; }

    /// <summary>The image that the page begins with.</summary>
    [Parameter]
    public string? Current { get; set; }

    /// <summary>It is shown alone at once.</summary>
    [Parameter]
    public bool OpensCurrent { get; set; }

    /// <summary>Another image is shown alone.</summary>
    [Parameter]
    public EventCallback<string> OnShow { get; set; }

    /// <summary>No image is shown alone any more.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [JSInvokable]
    public Task OnBrowserShowAsync(string path) => OnShow.InvokeAsync(path);

    [JSInvokable]
    public Task OnBrowserCloseAsync() => OnClose.InvokeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("detach", _element);
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    // A thousand images are not compared again because the address names another of them.
    protected override bool ShouldRender()
    {
        var wanted = (Images, _limit);
        var isNew = _drawn is not { } drawn || !ReferenceEquals(drawn.Images, Images) || drawn.Limit != _limit;
        _drawn = wanted;
        return isNew;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _drawn = (Images, _limit);
            _self = DotNetObjectReference.Create(this);
            _module = JsModule.Named(Js, "artifacts-gallery.js");
            await _module.CallAsync("attach", _element, _self, Current, OpensCurrent);
        }
        else if (_module is not null)
        {
            await _module.CallAsync("refresh", _element);
        }
    }

    private void More() => _limit += 2000;
}
