using KaggleRunner.Core.Results;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>Shows one artifact as far as that is safe; all of it comes from a kernel and is hostile.</summary>
public sealed partial class ArtifactPreview : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ArtifactView? _content;
    private (string Folder, Artifact Artifact)? _shown;

    [Parameter, EditorRequired]
    public required Artifact Artifact { get; set; }

    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Link { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Frame { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> AddressOf { get; set; }

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Folder, Artifact);
        if (_shown == wanted)
        {
            return;
        }

        _shown = wanted;
        var content = await new ArtifactReader(Outputs, Folder, Link, Frame, AddressOf).ReadAsync(
            Artifact,
            _gone.Token
        );
        if (_shown == wanted)
        {
            _content = content;
        }
    }
}
