using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Common;

/// <summary>
/// Of very many lines of one height those that are in view, and some around them. Its parent is what scrolls. The framework's
/// Virtualize measures the height of a line, which goes wrong when an answer overtakes a scroll: the list went blank.
/// </summary>
public sealed partial class LinesInView<TLine> : IAsyncDisposable
{
    private const int Around = 30;
    private const int MostInView = 500;
    private ElementReference _above;
    private JsModule? _module;
    private DotNetObjectReference<LinesInView<TLine>>? _self;
    private int _first;
    private int _count = Around;

    [Parameter, EditorRequired]
    public required IList<TLine> Lines { get; set; }

    /// <summary>Of each line, in pixels.</summary>
    [Parameter, EditorRequired]
    public required int LineHeight { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<TLine> ChildContent { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    // A list that has become shorter is scrolled by the browser to its end.
    private int End => Math.Min(Lines.Count, _first + _count + Around);
    private int First => Math.Clamp(_first - Around, 0, Math.Max(0, End - _count - Around));

    /// <summary>Called by the browser with what has come into view.</summary>
    [JSInvokable]
    public void Show(int first, int count)
    {
        (_first, _count) = (Math.Clamp(first, 0, Lines.Count), Math.Clamp(count, 0, MostInView));
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = JsModule.Named(Js, "lines-in-view.js");
            await _module.CallAsync("attach", _above, LineHeight, _self);
        }
    }
}
