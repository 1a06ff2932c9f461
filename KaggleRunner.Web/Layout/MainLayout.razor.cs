using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Layout;

public sealed partial class MainLayout : IAsyncDisposable
{
    private ErrorBoundary? _boundary;
    private JsModule? _keyboard;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        if (_keyboard is not null)
        {
            await _keyboard.DisposeAsync();
        }
    }

    /// <summary>A page that failed must not keep the next one from being shown.</summary>
    protected override void OnParametersSet() => Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keyboard = JsModule.Named(Js, "keyboard.js");
            await _keyboard.CallAsync("start");
        }
    }

    private void Recover() => _boundary?.Recover();
}
