using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>Finds the files whose content a remote, or Kaggle, does not have yet.</summary>
internal sealed class OutgoingContent(GitProgram git)
{
    private const int MostTreesKept = 8;
    private readonly ConcurrentDictionary<string, IReadOnlyList<OutgoingFile>> _trees = new(StringComparer.Ordinal);

    /// <summary>
    /// The newest commit of <paramref name="head"/>'s first-parent line that the remote is known to hold; null when it holds none.
    /// </summary>
    public async Task<string?> BaseAsync(
        Project project,
        string? head,
        string? remote,
        CancellationToken cancellationToken
    )
    {
        if (head is null || remote is null)
        {
            return null;
        }

        string[] arguments = ["rev-list", "--first-parent", head, "--not", $"--remotes={remote}", "--"];
        var unpushed = await git.ReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return unpushed.Length == 0
            ? head
            : await git.TryReadAsync(
                    project.Root,
                    ["rev-parse", "--verify", "--quiet", $"{unpushed[(unpushed.LastIndexOf('\n') + 1)..]}^"],
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>All that the commits bring which no branch of the remote holds, what later ones took out again included.</summary>
    public async Task<IReadOnlyList<OutgoingFile>> OfCommitsAsync(
        Project project,
        string sha,
        string remote,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-show-signature",
            "-m",
            "--format=",
            sha,
            "--not",
            $"--remotes={remote}",
            "--",
        ];
        var text = await git.ReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return await WithSizesAsync(project, RawDiff.NewContent(text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a commit or tree holds and <paramref name="base"/> does not; without a base all of it.</summary>
    public async Task<IReadOnlyList<OutgoingFile>> OfTreeAsync(
        Project project,
        string? @base,
        string tree,
        CancellationToken cancellationToken
    )
    {
        if (@base is null)
        {
            return await TreeAsync(project, tree, cancellationToken).ConfigureAwait(false);
        }

        if (string.Equals(@base, tree, StringComparison.Ordinal))
        {
            return [];
        }

        string[] arguments = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", @base, tree, "--"];
        var text = await git.ReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return await WithSizesAsync(project, RawDiff.NewContent(text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All files of a commit or tree, submodules left out.</summary>
    public async Task<IReadOnlyList<OutgoingFile>> TreeAsync(
        Project project,
        string tree,
        CancellationToken cancellationToken
    )
    {
        if (_trees.TryGetValue(tree, out var known))
        {
            return known;
        }

        var text = await git.ReadAsync(project.Root, ["ls-tree", "-r", "-l", "-z", tree], cancellationToken)
            .ConfigureAwait(false);
        var files = text.Split('\0').Select(FileOf).OfType<OutgoingFile>().ToList();
        if (_trees.Count >= MostTreesKept)
        {
            _trees.Clear();
        }

        return _trees[tree] = files;
    }

    // "mode type sha    size\tpath"; a submodule has "-" for its size.
    private static OutgoingFile? FileOf(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var fields = tab < 0 ? [] : line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 4 && long.TryParse(fields[3], CultureInfo.InvariantCulture, out var size)
            ? new(line[(tab + 1)..], fields[2], size)
            : null;
    }

    private async Task<IReadOnlyList<OutgoingFile>> WithSizesAsync(
        Project project,
        IEnumerable<(string Path, string Blob)> content,
        CancellationToken cancellationToken
    )
    {
        var files = content.Distinct().ToList();
        if (files.Count == 0)
        {
            return [];
        }

        var command = new GitCommand(project.Root, ["cat-file", "--batch-check=%(objectsize)"])
        {
            Input = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{file.Blob}\n"))),
        };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ?
            [
                // A partial clone may lack the content: it came from the remote then.
                .. files
                    .Zip(result.Text.Split('\n'))
                    .Where(pair => long.TryParse(pair.Second, CultureInfo.InvariantCulture, out _))
                    .Select(pair => new OutgoingFile(
                        pair.First.Path,
                        pair.First.Blob,
                        long.Parse(pair.Second, CultureInfo.InvariantCulture)
                    )),
            ]
            : throw GitReason.Exception(command, result);
    }
}
