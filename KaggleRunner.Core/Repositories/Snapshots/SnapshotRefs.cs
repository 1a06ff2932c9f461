using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Repositories.Snapshots;

/// <summary>
/// What this runner made in a repository, as refs of its own that no branch, tag or stash shows: they keep the snapshots of
/// runs from git's clean-up, and tell its own branches on a remote from anybody else's.
/// </summary>
internal sealed class SnapshotRefs(GitProgram git)
{
    /// <summary>Where the branches stand on a remote.</summary>
    public const string Branches = "kaggle-runner/";

    private const string Runs = "refs/kaggle-runner/runs/";
    private const string Pushed = "refs/kaggle-runner/pushed/";

    /// <summary>The snapshot that was made for a run; null when there is none yet.</summary>
    public Task<string?> FindAsync(Project project, string run, CancellationToken cancellationToken) =>
        git.TryReadAsync(
            project.Root,
            ["rev-parse", "--verify", "--quiet", $"{Runs}{run}^{{commit}}"],
            cancellationToken
        );

    public Task KeepAsync(Project project, string run, string sha, CancellationToken cancellationToken) =>
        git.ReadAsync(project.Root, ["update-ref", $"{Runs}{run}", sha], cancellationToken);

    /// <summary>Notes a push, and takes away the remote-tracking branch, with its reflog, that git made of it.</summary>
    public async Task NotePushedAsync(
        Project project,
        string remote,
        string branch,
        string sha,
        CancellationToken cancellationToken
    )
    {
        string[] note = ["update-ref", $"{Pushed}{remote}/{branch[Branches.Length..]}", sha];
        await git.ReadAsync(project.Root, note, cancellationToken).ConfigureAwait(false);
        string[] forget = ["update-ref", "-d", $"refs/remotes/{remote}/{branch}", sha];
        await git.TryReadAsync(project.Root, forget, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The branches of snapshots on a remote that this runner pushed, the newest first.</summary>
    public Task<IReadOnlyList<SnapshotRef>> PushedAsync(
        Project project,
        string remote,
        CancellationToken cancellationToken
    ) => ListAsync(project, $"{Pushed}{remote}/", cancellationToken);

    /// <summary>The snapshots kept here, the newest first.</summary>
    public Task<IReadOnlyList<SnapshotRef>> KeptAsync(Project project, CancellationToken cancellationToken) =>
        ListAsync(project, Runs, cancellationToken);

    /// <summary>Forgets refs of this runner, each only while it still is what was seen.</summary>
    public async Task ForgetAsync(Project project, IEnumerable<SnapshotRef> refs, CancellationToken cancellationToken)
    {
        var lines = refs.Select(item => $"delete {item.Ref} {item.Sha}\n");
        var command = new GitCommand(project.Root, ["update-ref", "--stdin"])
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(lines)),
        };
        await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SnapshotRef>> ListAsync(
        Project project,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        const string Format = "--format=%(refname) %(objectname) %(committerdate:unix)";
        string[] arguments = ["for-each-ref", "--sort=-committerdate", Format, prefix];
        var text = await git.ReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Where(words => words.Length == 3)
                .Select(words => new SnapshotRef(
                    words[0],
                    $"{Branches}{words[0][prefix.Length..]}",
                    words[1],
                    DateTimeOffset.FromUnixTimeSeconds(long.Parse(words[2], CultureInfo.InvariantCulture))
                )),
        ];
    }
}

/// <summary>A snapshot that this runner made.</summary>
/// <param name="Ref">The full name of the ref that remembers it here.</param>
/// <param name="Branch">Its branch on the remote, when it was pushed.</param>
/// <param name="Sha">The commit.</param>
/// <param name="MadeAt">When it was made.</param>
internal sealed record SnapshotRef(string Ref, string Branch, string Sha, DateTimeOffset MadeAt);
