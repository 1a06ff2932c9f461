using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Repositories.Snapshots;

/// <summary>
/// Takes old snapshot branches off a remote: only those that this runner pushed, from this repository, and that still
/// are what it pushed. What cannot be cleaned up now is tried again with the next snapshot.
/// </summary>
internal sealed partial class SnapshotCleaner(GitProgram git, TimeProvider time, ILogger logger)
{
    /// <summary>A kernel fetches within a day at the latest; a week leaves room for a look at what ran.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);

    private static readonly TimeSpan LeastAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeptHere = TimeSpan.FromDays(90);
    private const int MostBranches = 30;
    private const int MostAtOnce = 50;

    private readonly SnapshotRefs _refs = new(git);

    /// <param name="project">The project.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="inUse">The branch that was pushed just now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task CleanAsync(Project project, string remote, string inUse, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pushed = await _refs.PushedAsync(project, remote, cancellationToken).ConfigureAwait(false);
        var old = pushed
            .Where(
                (snapshot, rank) =>
                    snapshot.Branch != inUse && now - snapshot.MadeAt > (rank < MostBranches ? Age : LeastAge)
            )
            .Take(MostAtOnce)
            .ToList();
        if (old.Count > 0)
        {
            await DeleteAsync(project, remote, old, cancellationToken).ConfigureAwait(false);
        }

        var kept = await _refs.KeptAsync(project, cancellationToken).ConfigureAwait(false);
        await _refs
            .ForgetAsync(project, kept.Where(snapshot => now - snapshot.MadeAt > KeptHere), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task DeleteAsync(
        Project project,
        string remote,
        List<SnapshotRef> old,
        CancellationToken cancellationToken
    )
    {
        // A lease is no force: the remote deletes a branch only while it is the commit that was pushed from here.
        var leases = old.Select(snapshot => $"--force-with-lease=refs/heads/{snapshot.Branch}:{snapshot.Sha}");
        var deletions = old.Select(snapshot => $":refs/heads/{snapshot.Branch}");
        var command = new GitCommand(
            project.Root,
            ["push", "--porcelain", "--no-verify", .. leases, "--end-of-options", remote, .. deletions]
        )
        {
            IsAskedFor = true,
            Configuration = await SshSettings.ForAsync(git, project, cancellationToken).ConfigureAwait(false),
        };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        // "-\t:refs/heads/x\t[deleted]", "!\t:refs/heads/x\t[rejected] (stale info)" when it is another's now, "… (remote ref does not exist)".
        var done = result
            .Text.Split('\n')
            .Where(line => line.StartsWith('-') || line.Contains("stale info", StringComparison.Ordinal))
            .ToList();
        await _refs
            .ForgetAsync(
                project,
                old.Where(snapshot =>
                    done.Exists(line => line.Contains($":refs/heads/{snapshot.Branch}\t", StringComparison.Ordinal))
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        Log.Cleaned(logger, done.Count, old.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Cleaned up {Done} of {Old} old snapshot branches")]
        public static partial void Cleaned(ILogger logger, int done, int old);
    }
}
