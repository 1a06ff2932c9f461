using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// Shows one artifact as far as that is safe; all of it comes from a kernel and is hostile. Give it a <c>@key</c> of the
/// artifact.
/// </summary>
public sealed partial class ArtifactPreview
{
    private const long LargestImage = 30_000_000;
    private string? _path;
    private string? _frame;

    [Parameter, EditorRequired]
    public required RunId Run { get; set; }

    [Parameter, EditorRequired]
    public required Artifact Artifact { get; set; }

    /// <summary>The run's results folder.</summary>
    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    /// <summary>From an artifact's path to the page that shows it.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> AddressOf { get; set; }

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    [Inject]
    private ArtifactLinks Links { get; set; } = default!;

    private PreviewKind Kind => PreviewKinds.Of(Artifact.Path);

    private string Link => ArtifactLinks.Plain(Run, Artifact.Path);

    private MarkdownText Markdown =>
        new(
            Artifact.Path,
            path => Outputs.Find(Folder, path) is not null,
            path => ArtifactLinks.Plain(Run, path),
            AddressOf
        );

    protected override void OnInitialized()
    {
        _path = Outputs.Find(Folder, Artifact.Path);
        _frame = Kind == PreviewKind.Frame ? Links.Create(Run, Artifact.Path) : null;
    }
}
