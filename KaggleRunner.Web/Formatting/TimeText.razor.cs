using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Formatting;

/// <summary>A relative time with the exact one on hover.</summary>
public sealed partial class TimeText
{
    [Parameter, EditorRequired]
    public DateTimeOffset Time { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;
}
