using Microsoft.AspNetCore.Components.Web;

namespace KaggleRunner.Web;

public sealed partial class App
{
    private static InteractiveServerRenderMode Interactive { get; } = new(prerender: false);
}
