namespace KaggleRunner.LocalKaggle.StatusPage;

internal static class StatusAsset
{
    public static IReadOnlyList<(string Name, string Type)> All { get; } =
    [
        ("page.css", "text/css; charset=utf-8"),
        ("page.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ];

    public static async Task SendAsync(HttpContext context, string name, string type)
    {
        context.Response.ContentType = type;
        await using var asset = typeof(StatusAsset).Assembly.GetManifestResourceStream(name)!;
        await asset.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
