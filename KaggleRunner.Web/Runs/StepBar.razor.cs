using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The pipeline's steps with their durations; renders itself once a second while the run goes on.</summary>
public sealed partial class StepBar : IDisposable
{
    private IDisposable? _ticking;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Ticker Ticker { get; set; } = default!;

    private IReadOnlyList<StepView> Steps => StepView.Of(Run, Clock.GetUtcNow());

    public void Dispose() => _ticking?.Dispose();

    protected override void OnParametersSet()
    {
        if (Run.HasEnded)
        {
            _ticking?.Dispose();
            _ticking = null;
        }
        else
        {
            _ticking ??= Ticker.Every(() => _ = InvokeAsync(StateHasChanged));
        }
    }

    private static string Mark(StepLook look) =>
        look switch
        {
            StepLook.Done => "✓",
            StepLook.Broken => "✕",
            StepLook.Active => "●",
            StepLook.Skipped => "–",
            _ => "○",
        };

    private static string Spoken(StepLook look) =>
        look switch
        {
            StepLook.Done => "done",
            StepLook.Broken => "ended here",
            StepLook.Active => "under way",
            StepLook.Skipped => "not reached",
            _ => "to come",
        };
}
