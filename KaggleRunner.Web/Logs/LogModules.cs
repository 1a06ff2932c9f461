using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components.Endpoints;

namespace KaggleRunner.Web.Logs;

/// <summary>
/// The scripts of the log viewer, asked for with the page that shows one: they import one another, and over a slow line
/// each import found in the one before costs a round trip.
/// </summary>
internal sealed class LogModules(IWebHostEnvironment environment)
{
    private readonly Lazy<IReadOnlyList<string>> _all = new(() => Find(environment));

    /// <summary>Their addresses, as they import one another; none for pages without a log.</summary>
    public IReadOnlyList<string> For(HttpContext? context) =>
        context?.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(RunPage)
        && (string?)context.Request.Query["tab"] is null or "log"
            ? _all.Value
            : [];

    private static List<string> Find(IWebHostEnvironment environment) =>
        [
            "/assets/js/log-viewer.js",
            "/assets/lib/signalr/signalr.js",
            .. environment
                .WebRootFileProvider.GetDirectoryContents("assets/js/log")
                .Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal))
                .Select(file => $"/assets/js/log/{file.Name}")
                .Order(StringComparer.Ordinal),
        ];
}
