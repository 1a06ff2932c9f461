using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// Renders a kernel's Markdown: no raw HTML, no images or links but to the run's own outputs and to http(s) pages,
/// and what comes out is sanitised once more.
/// </summary>
public sealed class MarkdownText(
    string path,
    Func<string, bool> exists,
    Func<string, string> link,
    Func<string, string> addressOf
)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .Build();

    /// <summary>Safe to be put into the page; null when quotes, lists or brackets are nested too deeply to be rendered.</summary>
    public string? TryToHtml(string markdown)
    {
        try
        {
            return ToHtml(markdown);
        }
        catch (ArgumentException)
        {
            // So does Markdig say that something is nested beyond its limit.
            return null;
        }
    }

    internal string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var inline in document.Descendants<LinkInline>().ToList())
        {
            Redirect(inline);
        }

        return Sanitizer().Sanitize(document.ToHtml(Pipeline));
    }

    /// <summary>Tags and attributes that change how a text looks, and nothing else.</summary>
    internal static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.Add("http");
        sanitizer.AllowedSchemes.Add("https");
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAttributes.Remove("style");
        sanitizer.AllowedAttributes.Remove("class");
        sanitizer.AllowedAttributes.Remove("id");
        sanitizer.AllowedAttributes.Remove("name");
        sanitizer.AllowedTags.Remove("form");
        sanitizer.AllowedTags.Remove("button");
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is AngleSharp.Html.Dom.IHtmlAnchorElement anchor)
            {
                anchor.SetAttribute("rel", "noopener noreferrer nofollow");
                if (anchor.GetAttribute("href")?.StartsWith('/') != true)
                {
                    anchor.SetAttribute("target", "_blank");
                }
            }
        };
        return sanitizer;
    }

    private void Redirect(LinkInline inline)
    {
        var url = inline.GetDynamicUrl?.Invoke() ?? inline.Url ?? "";
        if (Own(url) is { } own)
        {
            inline.GetDynamicUrl = null;
            inline.Url = inline.IsImage ? link(own) : addressOf(own);
        }
        else if (inline.IsImage || !IsWeb(url))
        {
            // A remote image would tell its host who reads the report; any other scheme has no business here.
            inline.ReplaceBy(new ContainerInline());
        }
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private string? Own(string url)
    {
        if (url.Length == 0 || url[0] is '/' or '#' || url.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = new List<string>(path.Split('/')[..^1]);
        foreach (var part in Uri.UnescapeDataString(url.Split('#', '?')[0]).Split('/'))
        {
            if (part is "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ".")
            {
                parts.Add(part);
            }
        }

        var relative = string.Join('/', parts);
        return exists(relative) ? relative : null;
    }
}
