using System.Globalization;

namespace KaggleRunner.Core.Repositories;

/// <summary>Looks at a working tree without changing or running anything in it.</summary>
public sealed class WorkingTree
{
    private readonly GitProgram _git;
    private readonly GitFilters _filters;
    private readonly Remotes _remotes;
    private readonly OperationInProgress _operations;

    public WorkingTree(GitProgram git)
    {
        this._git = git;
        _filters = new(git);
        _remotes = new(git);
        _operations = new(git);
    }

    /// <summary>What is uncommitted and unpushed, and what stands in the way; never anything in the results folder.</summary>
    public async Task<WorkingTreeStatus> InspectAsync(Project project, CancellationToken cancellationToken) =>
        (await ReadAsync(project, cancellationToken).ConfigureAwait(false)).Status;

    internal async Task<WorkingTreeFacts> ReadAsync(Project project, CancellationToken cancellationToken)
    {
        // In a large repository the status takes longer than all else together, which is read meanwhile.
        var reading = StatusAsync(project, cancellationToken);
        var surroundings = await SurroundingsAsync(project, cancellationToken).ConfigureAwait(false);
        var report = await reading.ConfigureAwait(false);
        if (report.Branch != surroundings.Branch || report.Sha != surroundings.Sha)
        {
            // Somebody committed or switched at this very moment.
            surroundings = await SurroundingsAsync(project, cancellationToken).ConfigureAwait(false);
        }

        var target = surroundings.Target;
        var status = new WorkingTreeStatus
        {
            Branch = report.Branch,
            HeadSha = report.Sha,
            HeadSubject = surroundings.Subject,
            Upstream = target is { IsConfigured: true } ? $"{target.Remote}/{target.Branch}" : null,
            // A branch that is only behind has all its commits there: what is seen here is what shall run.
            PushedSha = surroundings is { Tip: not null, Ahead: 0 } ? report.Sha : surroundings.Tip,
            RemoteUrl = target?.Address.Display,
            Remote = target?.Remote,
            CloneUrl = target?.Address.CloneUrl,
            EmbeddedRepositories = report.EmbeddedRepositories,
            UsesLfs = LargeFileStorage.IsUsedIn(project),
            Ahead = surroundings.Ahead,
            Behind = surroundings.Behind,
            Changes =
            [
                .. report.Entries.Select(entry => new ChangedFile(entry.Path, entry.Kind) { Origin = entry.Origin }),
            ],
        };
        return new(
            status with
            {
                Obstacle = Obstacles.Find(status, target?.Address.Refusal, surroundings.Operation),
            },
            report.Entries,
            target
        );
    }

    /// <summary>True when a branch of some remote, as last seen, holds the commit.</summary>
    internal async Task<bool> IsOnRemoteAsync(Project project, string sha, CancellationToken cancellationToken)
    {
        string[] arguments = ["for-each-ref", "--count=1", $"--contains={sha}", "refs/remotes"];
        var found = await _git.ReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return found.Length > 0;
    }

    internal async Task<string?> SubjectAsync(Project project, string? sha, CancellationToken cancellationToken) =>
        sha is null
            ? null
            : await _git.ReadAsync(
                    project.Root,
                    ["log", "-1", "--no-show-signature", "--format=%s", sha, "--"],
                    cancellationToken
                )
                .ConfigureAwait(false);

    private async Task<StatusReport> StatusAsync(Project project, CancellationToken cancellationToken)
    {
        var command = new GitCommand(
            project.Root,
            [
                "status",
                "--porcelain=v2",
                "--branch",
                "-z",
                "--untracked-files=all",
                "--find-renames",
                // What is changed inside a submodule cannot be committed here; looking there would obey its configuration.
                "--ignore-submodules=dirty",
                "--",
                ":(top)",
                RepositoryLayout.WithoutResults,
            ]
        )
        {
            Configuration = await _filters.SwitchesAsync(project, cancellationToken).ConfigureAwait(false),
        };
        var result = await _git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? StatusReport.Parse(result.Text) : throw GitReason.Exception(command, result);
    }

    private async Task<Surroundings> SurroundingsAsync(Project project, CancellationToken cancellationToken)
    {
        var operation = _operations.FindAsync(project, cancellationToken);
        var head = TipAsync(project, "HEAD", cancellationToken);
        var branch = await BranchAsync(project, cancellationToken).ConfigureAwait(false);
        var finding = _remotes.FindAsync(project, branch, cancellationToken);
        var sha = await head.ConfigureAwait(false);
        var subject = SubjectAsync(project, sha, cancellationToken);
        var target = await finding.ConfigureAwait(false);
        var tip = await TipAsync(project, target?.TrackingRef, cancellationToken).ConfigureAwait(false);
        var (ahead, behind) = await DistanceAsync(project, sha, tip, cancellationToken).ConfigureAwait(false);
        return new(
            branch,
            sha,
            await subject.ConfigureAwait(false),
            target,
            tip,
            ahead,
            behind,
            await operation.ConfigureAwait(false)
        );
    }

    private async Task<string?> BranchAsync(Project project, CancellationToken cancellationToken)
    {
        const string Heads = "refs/heads/";
        var name = await _git.TryReadAsync(project.Root, ["symbolic-ref", "--quiet", "HEAD"], cancellationToken)
            .ConfigureAwait(false);
        return name?.StartsWith(Heads, StringComparison.Ordinal) == true ? name[Heads.Length..] : name;
    }

    private async Task<string?> TipAsync(Project project, string? reference, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(reference)
            ? null
            : await _git.TryReadAsync(
                    project.Root,
                    ["rev-parse", "--verify", "--quiet", $"{reference}^{{commit}}"],
                    cancellationToken
                )
                .ConfigureAwait(false);

    private async Task<(int Ahead, int Behind)> DistanceAsync(
        Project project,
        string? sha,
        string? tip,
        CancellationToken cancellationToken
    )
    {
        if (sha is null)
        {
            return (0, 0);
        }

        if (tip is not null)
        {
            string[] both = ["rev-list", "--left-right", "--count", $"{sha}...{tip}", "--"];
            var counts = await _git.ReadAsync(project.Root, both, cancellationToken).ConfigureAwait(false);
            var numbers = counts.Split('\t');
            return (Number(numbers[0]), Number(numbers[1]));
        }

        string[] own = ["rev-list", "--count", sha, "--not", "--remotes", "--"];
        return (Number(await _git.ReadAsync(project.Root, own, cancellationToken).ConfigureAwait(false)), 0);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>All but the files: what is around the working tree.</summary>
    private sealed record Surroundings(
        string? Branch,
        string? Sha,
        string? Subject,
        PushTarget? Target,
        string? Tip,
        int Ahead,
        int Behind,
        string? Operation
    );
}
