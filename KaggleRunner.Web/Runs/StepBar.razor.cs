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

    /// <summary>When its session is expected to end; null where nothing tells.</summary>
    [Parameter]
    public ExpectedEnd? Expected { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Ticker Ticker { get; set; } = default!;

    private IReadOnlyList<StepView> Steps => StepView.Of(Run, Clock.GetUtcNow());

    /// <summary>What is being waited for; a wish to stop is told before the engine has taken it up.</summary>
    private string? WaitingWords =>
        Run.HasEnded ? null
        : Run.LeavesOutputs ? "Stopping the fetching of its outputs; what is home stays…"
        : Run.Waiting is { } waiting ? waiting
        : Run.CancelRequestedAt is null ? null
        : Run.CurrentStep is { Kind: RunStepKind.Collect } ? "The session has stopped; what it left is being fetched."
        : Run.Version is null ? "Stopping before anything is sent…"
        : "Asked Kaggle to stop the session…";

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
