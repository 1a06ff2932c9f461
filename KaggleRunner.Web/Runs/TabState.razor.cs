using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Runs;

/// <summary>Title and icon of the browser's tab: they tell a run's state to those who look at another one.</summary>
public sealed partial class TabState : IAsyncDisposable
{
    private JsModule? _module;
    private RunState? _shown;

    /// <summary>Null: the tab is like any other of ours.</summary>
    [Parameter]
    public RunState? State { get; set; }

    /// <summary>What the tab shows.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string Title => State is { } state ? TitleOf(state, Name) : Name;

    /// <summary><c>✓ Passed #41 tests</c></summary>
    public static string TitleOf(RunState state, string name) => $"{Mark(state)} {state.Word()} {name}";

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("show", (string?)null);
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (State == _shown)
        {
            return;
        }

        _shown = State;
        _module ??= JsModule.Named(Js, "tab-state.js");
        await _module.CallAsync("show", State?.Colour());
    }

    private static string Mark(RunState state) =>
        state switch
        {
            RunState.Passed => "✓",
            RunState.Failed => "✕",
            RunState.Error => "▲",
            RunState.Infrastructure => "☁",
            RunState.TimedOut => "◷",
            RunState.Cancelled => "⊘",
            RunState.Queued => "○",
            _ => "●",
        };
}
