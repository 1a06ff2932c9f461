namespace KaggleRunner.Web.Layout;

/// <summary>The interface's icons, as the inner markup of a 24 × 24 drawing: for <c>MudIcon</c>, <c>StartIcon</c> and the like.</summary>
public static class Glyphs
{
    private const string Stroke =
        "<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\">";

    public const string Logo =
        "<rect x=\"3\" y=\"3\" width=\"18\" height=\"18\" rx=\"5\" fill=\"currentColor\"/>"
        + "<path d=\"M10 8.2v7.6a.5.5 0 0 0 .77.42l5.9-3.8a.5.5 0 0 0 0-.84l-5.9-3.8a.5.5 0 0 0-.77.42z\" fill=\"var(--kr-bg)\"/>";

    public const string Play = Stroke + "<path d=\"M7 4.8v14.4L19 12z\"/></g>";
    public const string List = Stroke + "<path d=\"M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01\"/></g>";
    public const string Settings =
        Stroke
        + "<path d=\"M4 7h9M17 7h3M4 17h3M11 17h9\"/><circle cx=\"15\" cy=\"7\" r=\"2\"/><circle cx=\"9\" cy=\"17\" r=\"2\"/></g>";
    public const string Kernels =
        Stroke + "<path d=\"m12 3.5 8.5 4.5-8.5 4.5L3.5 8zM3.5 12.2l8.5 4.5 8.5-4.5M3.5 16.2l8.5 4.3 8.5-4.3\"/></g>";
    public const string Theme =
        Stroke + "<circle cx=\"12\" cy=\"12\" r=\"8\"/></g><path d=\"M12 4a8 8 0 0 1 0 16z\" fill=\"currentColor\"/>";
    public const string Help =
        Stroke
        + "<rect x=\"3\" y=\"6\" width=\"18\" height=\"12\" rx=\"2\"/><path d=\"M7 10h.01M11 10h.01M15 10h.01M8 14h8\"/></g>";
    public const string Search = Stroke + "<circle cx=\"11\" cy=\"11\" r=\"6\"/><path d=\"m20 20-4.5-4.5\"/></g>";
    public const string ChevronDown = Stroke + "<path d=\"m6 9 6 6 6-6\"/></g>";
    public const string ChevronRight = Stroke + "<path d=\"m9 6 6 6-6 6\"/></g>";
    public const string ChevronUp = Stroke + "<path d=\"m6 15 6-6 6 6\"/></g>";
    public const string Close = Stroke + "<path d=\"M6 6l12 12M18 6 6 18\"/></g>";
    public const string Plus = Stroke + "<path d=\"M12 5v14M5 12h14\"/></g>";
    public const string Check = Stroke + "<path d=\"m5 12.5 4.5 4.5L19 7.5\"/></g>";
    public const string Stop = Stroke + "<rect x=\"6\" y=\"6\" width=\"12\" height=\"12\" rx=\"2\"/></g>";
    public const string Rerun = Stroke + "<path d=\"M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5\"/></g>";
    public const string Download = Stroke + "<path d=\"M12 4v11M7 11l5 5 5-5M5 20h14\"/></g>";
    public const string Follow = Stroke + "<path d=\"M12 4v12M6 11l6 6 6-6\"/></g>";
    public const string Pause = Stroke + "<path d=\"M8.5 5v14M15.5 5v14\"/></g>";
    public const string Wrap =
        Stroke + "<path d=\"M4 6h16M4 12h13a3 3 0 0 1 0 6h-4M15.5 15.5 13 18l2.5 2.5M4 18h5\"/></g>";
    public const string Full = Stroke + "<path d=\"M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5\"/></g>";
    public const string External = Stroke + "<path d=\"M14 4h6v6M20 4l-9 9M18 14v5H5V6h5\"/></g>";
    public const string Copy =
        Stroke + "<rect x=\"9\" y=\"9\" width=\"11\" height=\"11\" rx=\"2\"/><path d=\"M5 15H4V4h11v1\"/></g>";
    public const string Folder = Stroke + "<path d=\"M3.5 6.5v12h17v-10h-9l-2-2.5h-6z\"/></g>";
    public const string File = Stroke + "<path d=\"M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5\"/></g>";
    public const string Flask =
        Stroke
        + "<path d=\"M9 3.5h6M10 3.5v6l-5 9.2a1.3 1.3 0 0 0 1.2 1.8h11.6a1.3 1.3 0 0 0 1.2-1.8L14 9.5v-6M7.8 15h8.4\"/></g>";
    public const string Code = Stroke + "<path d=\"m8.5 7-5 5 5 5M15.5 7l5 5-5 5\"/></g>";
    public const string Notebook = Stroke + "<path d=\"M6 3.5h13v17H6zM10 3.5v17M3.5 8H6M3.5 12H6M3.5 16H6\"/></g>";
    public const string Branch =
        Stroke
        + "<circle cx=\"7\" cy=\"5.5\" r=\"2\"/><circle cx=\"7\" cy=\"18.5\" r=\"2\"/><circle cx=\"17\" cy=\"8.5\" r=\"2\"/><path d=\"M7 7.5v9M17 10.5c0 4-10 2-10 6\"/></g>";
    public const string Image =
        Stroke
        + "<rect x=\"3.5\" y=\"4.5\" width=\"17\" height=\"15\" rx=\"2\"/><circle cx=\"9\" cy=\"10\" r=\"1.5\"/><path d=\"m4 17 5-4 3 2.5 4-4 4.5 4.5\"/></g>";
    public const string Table =
        Stroke
        + "<rect x=\"3.5\" y=\"4.5\" width=\"17\" height=\"15\" rx=\"2\"/><path d=\"M3.5 10h17M10 10v9.5\"/></g>";

    public const string Star =
        Stroke + "<path d=\"m12 4 2.4 5.1 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.8l5.6-.7z\"/></g>";
    public const string Starred =
        "<path d=\"m12 3.4 2.6 5.5 6 .8-4.4 4.1 1.1 6-5.3-3-5.3 3 1.1-6-4.4-4.1 6-.8z\" fill=\"currentColor\"/>";
    public const string Note = Stroke + "<path d=\"M5 4.5h14v11l-4 4H5zM15 19.5v-4h4M8.5 9h7M8.5 12.5h4\"/></g>";
    public const string Trash =
        Stroke + "<path d=\"M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l1 13h9l1-13M10.5 10v6M13.5 10v6\"/></g>";

    // The states of a run: shape, word and colour (class kr-state-*) together tell them apart.
    public const string Passed =
        "<path fill-rule=\"evenodd\" d=\"M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm4.9 6.6-6 6.4a1 1 0 0 1-1.4 0l-2.7-2.7a1 1 0 1 1 1.4-1.4l2 2 5.2-5.7a1 1 0 1 1 1.5 1.4z\" fill=\"currentColor\"/>";
    public const string Failed =
        "<path fill-rule=\"evenodd\" d=\"M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-3.7 5.3a1 1 0 0 1 1.4 0l2.3 2.3 2.3-2.3a1 1 0 1 1 1.4 1.4L13.4 12l2.3 2.3a1 1 0 0 1-1.4 1.4L12 13.4l-2.3 2.3a1 1 0 0 1-1.4-1.4l2.3-2.3-2.3-2.3a1 1 0 0 1 0-1.4z\" fill=\"currentColor\"/>";
    public const string Error =
        "<path fill-rule=\"evenodd\" d=\"M10.7 4.2a1.5 1.5 0 0 1 2.6 0l7.9 13.9a1.5 1.5 0 0 1-1.3 2.2H4.1a1.5 1.5 0 0 1-1.3-2.2zM12 8.5a1 1 0 0 0-1 1v4a1 1 0 1 0 2 0v-4a1 1 0 0 0-1-1zm0 7a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z\" fill=\"currentColor\"/>";
    public const string Infrastructure =
        Stroke
        + "<path d=\"M7.5 18.5a4 4 0 0 1-.6-7.9 5.3 5.3 0 0 1 10.3 1.2 3.4 3.4 0 0 1-.2 6.7h-3M12.8 12.5l-2.3 3.2h3l-2.3 3.8\"/></g>";
    public const string TimedOut = Stroke + "<circle cx=\"12\" cy=\"12\" r=\"8.2\"/><path d=\"M12 7.5V12l3 2\"/></g>";
    public const string Cancelled =
        Stroke + "<circle cx=\"12\" cy=\"12\" r=\"8.2\"/><path d=\"M6.4 17.6 17.6 6.4\"/></g>";
    public const string Running =
        "<circle cx=\"12\" cy=\"12\" r=\"8\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".28\" stroke-width=\"2.6\"/>"
        + "<path class=\"kr-turning\" d=\"M12 4a8 8 0 0 1 8 8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.6\" stroke-linecap=\"round\"/>";
    public const string Queued = Stroke + "<circle cx=\"12\" cy=\"12\" r=\"8.2\"/></g>";
}
