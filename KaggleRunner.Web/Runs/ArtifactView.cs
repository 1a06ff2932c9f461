namespace KaggleRunner.Web.Runs;

/// <summary>An artifact in the form in which the page shows it.</summary>
/// <param name="Note">What the reader must know besides, for example that only a part is shown.</param>
public abstract record ArtifactView(string? Note);

public sealed record ImageContent(string Address) : ArtifactView((string?)null);

/// <param name="Html">Sanitised.</param>
public sealed record MarkdownContent(string Html, string? Note) : ArtifactView(Note);

public sealed record TableContent(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note)
    : ArtifactView(Note);

public sealed record TextContent(string Text, string? Note) : ArtifactView(Note);

public sealed record FrameContent(string Address) : ArtifactView("Shown in a sandbox, without access to this page.");

public sealed record NoContent(string Reason) : ArtifactView((string?)null);
