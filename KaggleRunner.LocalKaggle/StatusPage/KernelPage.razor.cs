using Microsoft.AspNetCore.Components;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>One version of a kernel: its session, log and outputs.</summary>
public sealed partial class KernelPage
{
    [Parameter]
    [EditorRequired]
    public KernelView View { get; set; } = null!;

    [Parameter]
    public string? FormToken { get; set; }
}
