using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>An image of two runs, side by side or over each other with a slider.</summary>
public sealed partial class ImagePair : IAsyncDisposable
{
    private const long Largest = 30_000_000;
    private ElementReference _over;
    private JsModule? _module;

    [Parameter, EditorRequired]
    public required Run First { get; set; }

    [Parameter, EditorRequired]
    public required Run Other { get; set; }

    [Parameter, EditorRequired]
    public required ComparedFile File { get; set; }

    [Parameter]
    public long? FirstBytes { get; set; }

    [Parameter]
    public long? OtherBytes { get; set; }

    [Parameter]
    public bool IsOver { get; set; }

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
        if (firstRender && IsOver)
        {
            _module = JsModule.Named(Js, "image-slider.js");
            await _module.CallAsync("attach", _over);
        }
    }

    private string Link(Run run) => ArtifactLinks.Plain(run.Id, File.Path);

    private string Name(Run run) => $"{File.Path} of #{run.Id.Number}";
}
