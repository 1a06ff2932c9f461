using Microsoft.AspNetCore.Components;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>What those see who have not opened a link.</summary>
public sealed partial class StrangerPage
{
    [Parameter]
    public bool WasLink { get; set; }
}
