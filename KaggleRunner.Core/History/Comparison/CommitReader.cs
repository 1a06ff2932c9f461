using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>Tells how the commits of runs lie to each other, as far as the repository here has them.</summary>
public sealed class CommitReader
{
    /// <summary>How many commits between two runs are named.</summary>
    public const int Most = 50;

    private readonly GitProgram _git;

    internal CommitReader(GitProgram git) => this._git = git;

    internal async Task<IReadOnlyList<ComparedCommit>> ReadAsync(
        IReadOnlyList<Run> runs,
        CancellationToken cancellationToken
    )
    {
        var commits = new List<ComparedCommit>();
        foreach (var run in runs)
        {
            var (ahead, behind, between) = await TryRelateAsync(runs[0], run, cancellationToken).ConfigureAwait(false);
            commits.Add(
                new ComparedCommit(
                    run.Id,
                    run.Revision?.Sha,
                    run.Revision?.Branch,
                    run.Revision?.Subject ?? "",
                    ahead,
                    behind,
                    between
                )
            );
        }

        return commits;
    }

    private async Task<(int? Ahead, int? Behind, IReadOnlyList<CommitLine> Between)> TryRelateAsync(
        Run first,
        Run other,
        CancellationToken cancellationToken
    )
    {
        if (
            first.Revision?.Sha is not { } from
            || other.Revision?.Sha is not { } to
            || first.Id.Project != other.Id.Project
        )
        {
            return (null, null, []);
        }

        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return (0, 0, []);
        }

        // Saved by us, but a folder's run.json may be anybody's: nothing but digits reaches git.
        if (!IsSha(from) || !IsSha(to) || !Directory.Exists(other.ProjectRoot))
        {
            return (null, null, []);
        }

        try
        {
            return await RelateAsync(other.ProjectRoot, from, to, cancellationToken).ConfigureAwait(false);
        }
        catch (RunnerException)
        {
            // No repository any more: the commits are still named.
            return (null, null, []);
        }
    }

    private async Task<(int? Ahead, int? Behind, IReadOnlyList<CommitLine> Between)> RelateAsync(
        string root,
        string from,
        string to,
        CancellationToken cancellationToken
    )
    {
        var counts = await _git.TryReadAsync(
                root,
                ["rev-list", "--left-right", "--count", $"{from}...{to}", "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (counts?.Split('\t') is not [var behind, var ahead])
        {
            return (null, null, []);
        }

        var log = await _git.TryReadAsync(
                root,
                ["log", "-z", $"--max-count={Most}", "--format=%H%x1f%ct%x1f%s", $"{from}..{to}", "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return (
            int.Parse(ahead, CultureInfo.InvariantCulture),
            int.Parse(behind, CultureInfo.InvariantCulture),
            [.. (log ?? "").Split('\0').Select(Line).OfType<CommitLine>()]
        );
    }

    private static CommitLine? Line(string text) =>
        text.Split('\u001f', 3) is [var sha, var time, var subject]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new CommitLine(sha, DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253402300799)), subject)
            : null;

    private static bool IsSha(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);
}
