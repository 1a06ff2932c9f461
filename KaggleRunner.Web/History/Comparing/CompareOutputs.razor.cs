using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using Change = KaggleRunner.Core.History.Comparison.FileChange;
using TextChange = KaggleRunner.Core.Repositories.Changes.FileChange;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>The output files of the runs: what was added, gone or changed, and how.</summary>
public sealed partial class CompareOutputs : IDisposable
{
    private const int Most = 500;
    private readonly CancellationTokenSource _gone = new();
    private Run _other = default!;
    private ComparedFile? _file;
    private TextChange? _change;
    private (string? Before, string? After)? _tables;
    private string _text = "";
    private bool _all;
    private bool _isOver;

    [Parameter, EditorRequired]
    public required RunComparison Comparison { get; set; }

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    private IEnumerable<ComparedFile> Shown =>
        Comparison.Files.Where(file =>
            (_all || !file.IsSame) && file.Path.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase)
        );

    private bool HasImages =>
        _file is { } file
        && Artifact.KindOf(file.Path) == ArtifactKind.Image
        && BytesOf(file, Comparison.Runs[0]) is not null
        && BytesOf(file, _other) is not null;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _other = Comparison.Runs[1];
        if (Shown.FirstOrDefault() is { } first)
        {
            await ShowAsync(first, _other);
        }
    }

    private async Task ShowAsync(ComparedFile file, Run other)
    {
        (_file, _other, _change, _tables) = (file, other, null, null);
        if (Artifact.KindOf(file.Path) == ArtifactKind.Image)
        {
            return;
        }

        var before = Outputs.Find(Comparison.Runs[0].Folder, file.Path);
        var after = Outputs.Find(other.Folder, file.Path);
        if (PreviewKinds.Of(file.Path) == PreviewKind.Table && (before ?? after) is not null)
        {
            _tables = (before, after);
            return;
        }

        try
        {
            var change = await TextPair.ReadAsync(before, after, _gone.Token);
            _change = _file == file && _other == other ? change : _change;
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
    }

    private long? BytesOf(ComparedFile file, Run run)
    {
        for (var i = 0; i < Comparison.Runs.Count; i++)
        {
            if (Comparison.Runs[i].Id == run.Id)
            {
                return file.Bytes[i];
            }
        }

        return null;
    }

    private static Change Worst(ComparedFile file) =>
        file.Changes.Where(change => change != Change.Absent).DefaultIfEmpty(Change.Same).Min();

    private static string Words(ComparedFile file) => Worst(file).ToString().ToLowerInvariant();
}
