using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A document of a run's, as <see cref="MarkdownText"/> has rendered it.</summary>
public sealed partial class RenderedMarkdown
{
    /// <summary>Made by <see cref="MarkdownText"/>, by nobody else.</summary>
    [Parameter, EditorRequired]
    public required string Html { get; set; }
}
