namespace KaggleRunner.Web.Artifacts;

/// <summary>Which outputs a browser may show itself, and as what; all others are downloads.</summary>
internal static class ArtifactContent
{
    private static readonly Dictionary<string, string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".bmp"] = "image/bmp",
        [".avif"] = "image/avif",
        [".ico"] = "image/x-icon",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".ogg"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".flac"] = "audio/flac",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "video/mp4",
        [".m4v"] = "video/mp4",
        [".mov"] = "video/mp4",
        [".webm"] = "video/webm",
        [".ogv"] = "video/ogg",
        [".out"] = PlainText,
        [".err"] = PlainText,
        [".txt"] = PlainText,
        [".log"] = PlainText,
        [".csv"] = PlainText,
        [".tsv"] = PlainText,
        [".json"] = PlainText,
        [".jsonl"] = PlainText,
        [".md"] = PlainText,
        [".markdown"] = PlainText,
        [".py"] = PlainText,
        [".yml"] = PlainText,
        [".yaml"] = PlainText,
        [".toml"] = PlainText,
        [".ini"] = PlainText,
        [".cfg"] = PlainText,
        [".sh"] = PlainText,
    };

    private static readonly Dictionary<string, string> Sandboxed = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".htm"] = "text/html; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".woff2"] = "font/woff2",
    };

    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>The type under which the file is shown on this site; null: offer it as a download.</summary>
    public static string? InlineType(string path) => Inline.GetValueOrDefault(Path.GetExtension(path));

    /// <summary>
    /// The type for what asks for it: a drawing, which may hold scripts, runs none of them as an image in a page, and is
    /// shown nowhere else on this site.
    /// </summary>
    public static string? InlineType(string path, HttpRequest request) =>
        Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase)
        && request.Headers["Sec-Fetch-Dest"] == "image"
            ? Sandboxed[".svg"]
            : InlineType(path);

    /// <summary>The type in a frame without an origin, where scripts may run; null: offer it as a download.</summary>
    public static string? SandboxedType(string path) =>
        InlineType(path) ?? Sandboxed.GetValueOrDefault(Path.GetExtension(path));
}
