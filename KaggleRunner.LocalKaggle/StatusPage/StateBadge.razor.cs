using Microsoft.AspNetCore.Components;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>A session's state in icon, word and colour.</summary>
public sealed partial class StateBadge
{
    [Parameter]
    [EditorRequired]
    public StateView State { get; set; } = null!;
}
