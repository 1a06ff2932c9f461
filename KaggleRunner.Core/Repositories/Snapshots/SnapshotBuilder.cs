using System.Text;

namespace KaggleRunner.Core.Repositories.Snapshots;

/// <summary>
/// Makes a commit of the working tree as it is, with an index of its own: the user's index, branch, stash and reflog
/// never learn of it.
/// </summary>
internal sealed class SnapshotBuilder(GitProgram git)
{
    /// <summary>The tree of the working tree as it is: tracked, changed and new files, without the ignored.</summary>
    /// <param name="project">The project.</param>
    /// <param name="changes">What differs from the last commit.</param>
    /// <param name="withLargeFiles">True: files of Git LFS are kept whole, as a commit that no LFS server knows needs them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string> WriteTreeAsync(
        Project project,
        IReadOnlyList<ChangedFile> changes,
        bool withLargeFiles,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("kaggle-runner-index-");
        try
        {
            var index = Path.Combine(folder.FullName, "index");
            await CopyIndexAsync(project, index, cancellationToken).ConfigureAwait(false);
            var paths = changes.SelectMany(change =>
                change.Origin is null ? [change.Path] : new[] { change.Path, change.Origin }
            );
            await UpdateAsync(project, index, paths, raw: false, cancellationToken).ConfigureAwait(false);
            if (withLargeFiles)
            {
                await KeepLargeFilesWholeAsync(project, index, cancellationToken).ConfigureAwait(false);
            }

            var tree = await RunAsync(On(project, index, ["write-tree"]), cancellationToken).ConfigureAwait(false);
            return tree.Line;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A commit of a tree, on no branch, by the user, or by the runner where git does not know the user.</summary>
    public async Task<string> CommitAsync(
        Project project,
        string tree,
        string? parent,
        string message,
        CancellationToken cancellationToken
    )
    {
        string[] parents = parent is null ? [] : ["-p", parent];
        var author = await git.TryReadAsync(project.Root, ["var", "GIT_COMMITTER_IDENT"], cancellationToken)
            .ConfigureAwait(false);
        var command = new GitCommand(project.Root, ["commit-tree", "--no-gpg-sign", tree, .. parents, "-F", "-"])
        {
            Input = Encoding.UTF8.GetBytes(message),
            Variables = author is null ? RunnersName : new Dictionary<string, string?>(StringComparer.Ordinal),
        };
        return (await RunAsync(command, cancellationToken).ConfigureAwait(false)).Line;
    }

    private static Dictionary<string, string?> RunnersName { get; } =
        new(StringComparer.Ordinal)
        {
            ["GIT_AUTHOR_NAME"] = "Kaggle Runner",
            ["GIT_AUTHOR_EMAIL"] = "kaggle-runner@localhost",
            ["GIT_COMMITTER_NAME"] = "Kaggle Runner",
            ["GIT_COMMITTER_EMAIL"] = "kaggle-runner@localhost",
        };

    // A copy knows which files are unchanged, also those that a sparse checkout left out.
    private async Task CopyIndexAsync(Project project, string copy, CancellationToken cancellationToken)
    {
        var index = await git.ReadAsync(project.Root, ["rev-parse", "--git-path", "index"], cancellationToken)
            .ConfigureAwait(false);
        var path = Path.GetFullPath(Path.Combine(project.Root, index));
        if (File.Exists(path))
        {
            File.Copy(path, copy);
        }
    }

    private async Task UpdateAsync(
        Project project,
        string index,
        IEnumerable<string> paths,
        bool raw,
        CancellationToken cancellationToken
    )
    {
        var text = string.Concat(paths.Where(path => !RepositoryLayout.IsInResults(path)).Select(path => $"{path}\0"));
        if (text.Length == 0)
        {
            return;
        }

        string[] arguments = ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"];
        var command = On(project, index, arguments) with
        {
            Input = Encoding.UTF8.GetBytes(text),
            Configuration = raw ? NoLargeFileFilter : [],
        };
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepLargeFilesWholeAsync(Project project, string index, CancellationToken cancellationToken)
    {
        string[] list = ["ls-files", "-z", "--", ":(top,attr:filter=lfs)"];
        var files = await RunAsync(On(project, index, list), cancellationToken).ConfigureAwait(false);
        var paths = files
            .Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => File.Exists(Path.Combine(project.Root, path)))
            .ToList();
        if (paths.Count > 0)
        {
            // Git takes what it believes unchanged as it is: forgotten first, the files are read anew.
            var forget = On(project, index, ["update-index", "--force-remove", "-z", "--stdin"]) with
            {
                Input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"{path}\0"))),
            };
            await RunAsync(forget, cancellationToken).ConfigureAwait(false);
            await UpdateAsync(project, index, paths, raw: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> NoLargeFileFilter { get; } =
    [new("filter.lfs.clean", ""), new("filter.lfs.process", ""), new("filter.lfs.required", "false")];

    private static GitCommand On(Project project, string index, IReadOnlyList<string> arguments) =>
        new(project.Root, arguments)
        {
            Variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = index },
        };

    private async Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result : throw GitReason.Exception(command, result);
    }
}
