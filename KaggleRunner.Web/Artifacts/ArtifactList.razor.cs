using System.Collections.Immutable;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Artifacts;

/// <summary>The tree of artifacts, of which only what is in view stands in the page. Keys as in any tree; Space ticks.</summary>
public sealed partial class ArtifactList : IAsyncDisposable
{
    private const int LineHeight = 30;
    private ElementReference _element;
    private JsModule? _module;
    private string? _active;
    private int _arrivals;
    private int _at = -1;
    private int _shift;

    [Parameter, EditorRequired]
    public required ImmutableList<ArtifactLine> Lines { get; set; }

    [Parameter]
    public string? Current { get; set; }

    /// <summary>Grows when files came: the line of the one shown stays where it is then.</summary>
    [Parameter]
    public int Arrivals { get; set; }

    /// <summary>Tells whether a line is ticked.</summary>
    [Parameter, EditorRequired]
    public required Func<ArtifactLine, bool> IsTicked { get; set; }

    /// <summary>A file was chosen.</summary>
    [Parameter]
    public EventCallback<ArtifactLine> OnChoose { get; set; }

    /// <summary>A folder is to be opened or closed.</summary>
    [Parameter]
    public EventCallback<(ArtifactLine Line, bool IsOpen)> OnOpen { get; set; }

    [Parameter]
    public EventCallback<(ArtifactLine Line, bool IsRange)> OnTick { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override void OnParametersSet()
    {
        var at = Lines.FindIndex(line => line.Path == Current);
        _shift += _arrivals != Arrivals && at >= 0 && _at >= 0 ? at - _at : 0;
        (_arrivals, _at) = (Arrivals, at);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_shift != 0 && _module is not null)
        {
            var shift = _shift;
            _shift = 0;
            await _module.CallAsync("shift", _element, shift * LineHeight);
        }

        if (firstRender)
        {
            _active = Current;
            _module = JsModule.Named(Js, "tree.js");
            await _module.CallAsync("attach", _element);
            await ShowAsync(Current);
        }
    }

    private Task ChooseAsync(ArtifactLine line)
    {
        _active = line.Path;
        return line.File is null ? OnOpen.InvokeAsync((line, !line.IsOpen)) : OnChoose.InvokeAsync(line);
    }

    private Task TickAsync(ArtifactLine line, MouseEventArgs e)
    {
        _active = line.Path;
        return OnTick.InvokeAsync((line, e.ShiftKey));
    }

    private async Task MoveAsync(KeyboardEventArgs e)
    {
        var at = Lines.FindIndex(line => line.Path == _active);
        var line = at < 0 ? null : Lines[at];
        switch (e.Key)
        {
            case "ArrowDown":
                at = Math.Min(Lines.Count - 1, at + 1);
                break;
            case "ArrowUp":
                at = Math.Max(0, at - 1);
                break;
            case "Home":
                at = 0;
                break;
            case "End":
                at = Lines.Count - 1;
                break;
            case "ArrowRight" when line is { File: null, IsOpen: false }:
                await OnOpen.InvokeAsync((line, true));
                return;
            case "ArrowLeft" when line is { File: null, IsOpen: true }:
                await OnOpen.InvokeAsync((line, false));
                return;
            case "ArrowLeft" when line is { Depth: > 0 }:
                at = Lines.FindLastIndex(at, above => above.Depth < line.Depth);
                break;
            case "Enter" when line is not null:
                await ChooseAsync(line);
                return;
            case " " when line is not null:
                await OnTick.InvokeAsync((line, e.ShiftKey));
                return;
            default:
                return;
        }

        if (at >= 0)
        {
            _active = Lines[at].Path;
            await ShowAsync(_active);
        }
    }

    private async Task ShowAsync(string? path)
    {
        var at = Lines.FindIndex(line => line.Path == path);
        if (at >= 0 && _module is not null)
        {
            await _module.CallAsync("show", _element, at * LineHeight, LineHeight);
        }
    }

    private static string IdOf(string path) =>
        $"artifact-{Convert.ToHexStringLower(System.IO.Hashing.XxHash64.Hash(System.Text.Encoding.UTF8.GetBytes(path)))}";
}
