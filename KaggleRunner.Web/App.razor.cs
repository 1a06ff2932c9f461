using KaggleRunner.Web.Logs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace KaggleRunner.Web;

public sealed partial class App
{
    private static InteractiveServerRenderMode Interactive { get; } = new(prerender: false);

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    [Inject]
    private LogModules Modules { get; set; } = null!;
}
