using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Formatting;

/// <summary>How long something took, or takes by now: it ticks by itself until it has an end.</summary>
public sealed partial class Elapsed : IDisposable
{
    private IDisposable? _ticking;

    [Parameter, EditorRequired]
    public DateTimeOffset From { get; set; }

    [Parameter]
    public DateTimeOffset? To { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Ticker Ticker { get; set; } = default!;

    private string Text => To is { } end ? HumanText.Duration(end - From) : HumanText.Ticking(Clock.GetUtcNow() - From);

    public void Dispose() => _ticking?.Dispose();

    protected override void OnParametersSet()
    {
        if (To is not null)
        {
            _ticking?.Dispose();
            _ticking = null;
        }
        else
        {
            _ticking ??= Ticker.Every(() => _ = InvokeAsync(StateHasChanged));
        }
    }
}
