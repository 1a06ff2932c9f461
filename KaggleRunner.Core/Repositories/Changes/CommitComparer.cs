using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Repositories.Changes;

/// <summary>Compares two commits of a project; only reads, and runs nothing of the repository.</summary>
public sealed partial class CommitComparer(GitProgram git)
{
    private const int MostCommits = 50;
    private const int MostFiles = 500;
    private const string Format = "--format=%H%x00%an%x00%ct%x00%s%x00";

    /// <summary>What lies between two commits, given by their full SHAs; null when the repository does not have both.</summary>
    public async Task<CommitComparison?> CompareAsync(
        Project project,
        string before,
        string after,
        CancellationToken cancellationToken
    )
    {
        if (
            !await HasAsync(project, before, cancellationToken).ConfigureAwait(false)
            || !await HasAsync(project, after, cancellationToken).ConfigureAwait(false)
        )
        {
            return null;
        }

        var counts = await ReadAsync(
                project,
                ["rev-list", "--left-right", "--count", $"{before}...{after}", "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var log = await ReadAsync(
                project,
                ["log", "-z", $"-{MostCommits}", "--no-show-signature", Format, $"{before}..{after}", "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var diff = await ReadAsync(
                project,
                ["diff-tree", "-r", "-z", "--name-status", "--no-renames", before, after, "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var files = Files(diff).ToList();
        var numbers = counts.Split('\t');
        return new(Commits(log), Number(numbers[1]), Number(numbers[0]), [.. files.Take(MostFiles)], files.Count);
    }

    /// <summary>One file at both commits.</summary>
    public async Task<FileChange> ReadFileAsync(
        Project project,
        string before,
        string after,
        string path,
        CancellationToken cancellationToken
    )
    {
        var (old, oldSize) = await BlobAsync(project, before, path, cancellationToken).ConfigureAwait(false);
        var (now, newSize) = await BlobAsync(project, after, path, cancellationToken).ConfigureAwait(false);
        return oldSize > ChangeReader.MostBytes || newSize > ChangeReader.MostBytes
                ? Untold("The file is too large to be shown.")
            : oldSize is null && newSize is null ? Untold("There is no text to compare.")
            : ChangeReader.IsBinary(old) || ChangeReader.IsBinary(now) ? Untold("The file is binary.")
            : new(Encoding.UTF8.GetString(old), Encoding.UTF8.GetString(now), null, oldSize, newSize);

        FileChange Untold(string note) => new("", "", note, oldSize, newSize) { IsText = false };
    }

    private async Task<(byte[] Content, long? Size)> BlobAsync(
        Project project,
        string sha,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (!Sha().IsMatch(sha))
        {
            return ([], null);
        }

        var text = await git.TryReadAsync(project.Root, ["cat-file", "-s", $"{sha}:{path}"], cancellationToken)
            .ConfigureAwait(false);
        if (!long.TryParse(text, CultureInfo.InvariantCulture, out var size) || size > ChangeReader.MostBytes)
        {
            return ([], text is null ? null : size);
        }

        var command = new GitCommand(project.Root, ["cat-file", "blob", $"{sha}:{path}"]);
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? (result.Output, size) : ([], null);
    }

    private async Task<bool> HasAsync(Project project, string sha, CancellationToken cancellationToken) =>
        Sha().IsMatch(sha)
        && await git.TryReadAsync(project.Root, ["cat-file", "-e", $"{sha}^{{commit}}"], cancellationToken)
            .ConfigureAwait(false)
            is not null;

    private Task<string> ReadAsync(
        Project project,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) => git.ReadAsync(project.Root, arguments, cancellationToken);

    private static List<ComparedCommit> Commits(string log)
    {
        var commits = new List<ComparedCommit>();
        var parts = log.Split('\0');
        for (var i = 0; i + 3 < parts.Length; i += 5)
        {
            // Each commit ends with a NUL of its own format and one of -z.
            var at = long.TryParse(parts[i + 2], CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
            commits.Add(new(parts[i].Trim(), parts[i + 3], parts[i + 1], DateTimeOffset.FromUnixTimeSeconds(at)));
        }

        return commits;
    }

    private static IEnumerable<ChangedFile> Files(string diff)
    {
        var parts = diff.Split('\0');
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            var kind = parts[i] switch
            {
                "A" => ChangeKind.Added,
                "D" => ChangeKind.Deleted,
                _ => ChangeKind.Modified,
            };
            yield return new(parts[i + 1], kind);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sha();
}
