using Microsoft.AspNetCore.Components;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>All kernels, the one pushed last first.</summary>
public sealed partial class KernelsPage
{
    [Parameter]
    [EditorRequired]
    public OverviewView View { get; set; } = null!;

    [Parameter]
    public string? FormToken { get; set; }
}
