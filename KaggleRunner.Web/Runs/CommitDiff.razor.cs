using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What the code of a run has that the run of its target before had not: commits, files, and each file's change.</summary>
public sealed partial class CommitDiff : IDisposable
{
    private const int Few = 8;
    private readonly CancellationTokenSource _gone = new();
    private CommitComparison? _comparison;
    private ChangedFile? _file;
    private FileChange? _change;
    private string? _problem;
    private bool _allCommits;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Parameter, EditorRequired]
    public required Run Previous { get; set; }

    [Inject]
    private CommitComparer Comparer { get; set; } = default!;

    private Project Project => new(Run.Id.Project, Run.ProjectName, Run.ProjectRoot);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Run.Revision is not { } revision || Previous.Revision is not { } before)
        {
            _problem = "The commit of this run is not known yet.";
            return;
        }

        if (revision.Sha == before.Sha)
        {
            _problem = "Both ran the same commit.";
            return;
        }

        try
        {
            _comparison = await Comparer.CompareAsync(Project, before.Sha, revision.Sha, _gone.Token);
            _problem = _comparison is null ? "The repository here does not have both commits (any more)." : null;
            if (_comparison is { Files: [var first, ..] })
            {
                await ShowAsync(first);
            }
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
    }

    private async Task ShowAsync(ChangedFile file)
    {
        (_file, _change) = (file, null);
        try
        {
            var (before, after) = (Previous.Revision!.Sha, Run.Revision!.Sha);
            var change = await Comparer.ReadFileAsync(Project, before, after, file.Path, _gone.Token);
            if (_file == file)
            {
                _change = change;
            }
        }
        catch (RunnerException e)
        {
            _change = new FileChange("", "", e.Sentence, null, null) { IsText = false };
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
    }

    private static string Words(CommitComparison comparison)
    {
        var files =
            comparison.FileCount == 0 ? "no file differs" : $"{HumanText.Count(comparison.FileCount, "file")} changed";
        var commits = HumanText.Count(comparison.CommitCount, "commit");
        return comparison.MissingCount == 0
            ? $"{commits}, {files}."
            : $"{commits} that the run before lacks, {comparison.MissingCount} that this one lacks; {files}.";
    }
}
