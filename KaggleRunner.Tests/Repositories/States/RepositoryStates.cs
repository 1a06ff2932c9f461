namespace KaggleRunner.Tests.Repositories.States;

/// <summary>The table of docs/git-sync.md: every state, and what comes of it in each mode. ✗ is a refusal, with words of its sentence.</summary>
internal static class RepositoryStates
{
    private const string Last = "the last commit";
    private const string New = "a new commit, pushed";
    private const string Snapshot = "the working tree, pushed as a snapshot";
    private const string Tree = "the working tree";

    public static IReadOnlyList<RepositoryState> All { get; } =
    [
        new("clean and pushed", Last, Last, Last, Last, _ => Task.CompletedTask),
        Dirty("changed and new files", New, Snapshot, Tree, Last, _ => Task.CompletedTask),
        new(
            "commits not pushed, clean",
            $"{Last}, pushed",
            Snapshot,
            Last,
            "the pushed commit",
            r => r.CommitAsync("mine", ("a.py", ""))
        ),
        Dirty(
            "commits not pushed, changed files",
            New,
            Snapshot,
            Tree,
            "the pushed commit",
            r => r.CommitAsync("mine", ("a.py", ""))
        ),
        Dirty(
            "detached head",
            "✗ HEAD is detached",
            Snapshot,
            Tree,
            Last,
            r => r.GitAsync("switch", "--quiet", "--detach")
        ),
        new("conflicts", "✗ has conflicts", "✗ has conflicts", "✗ has conflicts", Last, BuildHistory.ConflictAsync),
        new(
            "merge in progress, conflicts resolved",
            "✗ A merge is in progress",
            Snapshot,
            Tree,
            Last,
            BuildHistory.ResolvedMergeAsync
        ),
        Dirty(
            "rebase in progress",
            "✗ A rebase is in progress",
            Snapshot,
            Tree,
            Last,
            r => r.TryGitAsync("rebase", "--quiet", "--exec", "false", "--root")
        ),
        Dirty(
            "cherry-pick in progress",
            "✗ A cherry-pick is in progress",
            Snapshot,
            Tree,
            Last,
            r => r.TryGitAsync("cherry-pick", "HEAD")
        ),
        Dirty("revert in progress", "✗ A revert is in progress", Snapshot, Tree, Last, BuildHistory.RevertAsync),
        Dirty("bisection in progress", "✗ A bisection is in progress", Snapshot, Tree, Last, BuildHistory.BisectAsync),
        Dirty("diverged", "✗ have diverged", Snapshot, Tree, "the pushed commit", BuildHistory.DivergedAsync),
        new("behind, clean", Last, Last, Last, Last, BuildHistory.BehindAsync),
        Dirty("behind, changed files", "✗ 1 commit behind", Snapshot, Tree, Last, BuildHistory.BehindAsync),
        Dirty("no upstream", New, Snapshot, Tree, Last, r => r.GitAsync("switch", "--quiet", "--create", "side")),
        new(
            "branch never pushed",
            $"{Last}, pushed",
            Snapshot,
            Last,
            "✗ was never pushed",
            BuildHistory.NeverPushedAsync
        ),
        Dirty("no remote", "a new commit", "✗ no remote", Tree, Last, BuildHistory.NoRemoteAsync),
        Dirty("no commit", New, Snapshot, Tree, "✗ no commit yet", BuildPlaces.NoCommitAsync),
        new(
            "no commit and no file",
            "✗ no commit yet",
            "✗ no files yet",
            "✗ no files yet",
            "✗ no commit yet",
            BuildPlaces.NoCommitAsync
        ),
        new(
            "bare",
            "✗ bare repository",
            "✗ bare repository",
            "✗ bare repository",
            "✗ bare repository",
            BuildPlaces.BareAsync
        ),
        Dirty("linked worktree", New, Snapshot, Tree, Last, BuildPlaces.WorktreeAsync),
        Dirty("shallow clone", New, Snapshot, Tree, Last, BuildPlaces.ShallowAsync),
        Dirty("sparse checkout", New, Snapshot, Tree, Last, BuildPlaces.SparseAsync),
        Dirty("submodule on another commit", New, Snapshot, Tree, Last, BuildPlaces.SubmoduleAsync),
        Dirty("submodule with changes inside", New, Snapshot, Tree, Last, BuildPlaces.DirtySubmoduleAsync),
        Dirty("Git LFS, installed", New, Snapshot, Tree, Last, BuildPlaces.LfsAsync),
        Dirty("Git LFS, not installed", New, Snapshot, Tree, Last, BuildPlaces.LfsMissingAsync),
        Dirty("SHA-256", New, Snapshot, Tree, Last, BuildPlaces.Sha256Async),
        Dirty(
            "names that differ in case only",
            New,
            Snapshot,
            Tree,
            Last,
            r => r.CommitPushedAsync(("a.py", "1"), ("A.py", "2"), ("a.PY", "3"))
        ),
        Dirty("embedded repository", New, Snapshot, Tree, Last, BuildPlaces.EmbeddedAsync),
        Dirty("symbolic links, also out of it", New, Snapshot, Tree, Last, BuildPlaces.LinksAsync),
        Dirty("100,000 files", New, Snapshot, Tree, Last, BuildPlaces.ManyFilesAsync),
        Dirty(
            "pre-commit hook refuses",
            "✗ the hook says no",
            Snapshot,
            Tree,
            Last,
            r => BuildTrouble.Hook(r, "pre-commit")
        ),
        Dirty(
            "commit-msg hook refuses",
            "✗ the hook says no",
            Snapshot,
            Tree,
            Last,
            r => BuildTrouble.Hook(r, "commit-msg")
        ),
        Dirty(
            "pre-push hook refuses",
            "✗ the hook says no",
            "✗ the hook says no",
            Tree,
            Last,
            r => BuildTrouble.Hook(r, "pre-push")
        ),
        Dirty(
            "remote moved on, not fetched",
            "✗ holds commits that main lacks",
            Snapshot,
            Tree,
            Last,
            r => r.CommitElsewhereAsync()
        ),
        Dirty("branch protected", "✗ main is protected", Snapshot, Tree, Last, BuildTrouble.ProtectedAsync),
        Dirty(
            "remote refuses every push",
            "✗ pushes are closed",
            "✗ pushes are closed",
            Tree,
            Last,
            BuildTrouble.ClosedAsync
        ),
        Dirty(
            "ssh without access",
            "✗ did not accept your credentials",
            "✗ did not accept your credentials",
            Tree,
            Last,
            BuildTrouble.SshAsync
        ),
        Dirty(
            "https without credentials",
            "✗ did not accept your credentials",
            "✗ did not accept your credentials",
            Tree,
            Last,
            r => r.ServeAsync("bob:right")
        ),
        Dirty(
            "https with a wrong token",
            "✗ did not accept your credentials",
            "✗ did not accept your credentials",
            Tree,
            Last,
            r => r.ServeAsync("bob:right", "bob:wrong")
        ),
        Dirty(
            "https with a token in the address",
            New,
            Snapshot,
            Tree,
            Last,
            r => r.ServeAsync("bob:right", "bob:right")
        ),
        Dirty("https with a credential helper", New, Snapshot, Tree, Last, BuildTrouble.HelperAsync),
        Dirty("https for everybody", New, Snapshot, Tree, Last, r => r.ServeAsync(null)),
        Dirty(
            "remote cannot be reached",
            "✗ is safe in your repository",
            "✗ could not be pushed",
            Tree,
            Last,
            r => r.GitAsync("remote", "set-url", "origin", "http://127.0.0.1:9/x.git")
        ),
        Dirty(
            "another user's repository",
            "✗ belongs to another user",
            "✗ belongs to another user",
            "✗ belongs to another user",
            "✗ belongs to another user",
            BuildTrouble.ForeignAsync
        ),
        Dirty("index.lock left behind", "✗ Another git is at work", Snapshot, Tree, Last, r => r.LockAsync()),
        Dirty(
            "repository that cannot be written to",
            "✗ cannot be written to",
            "✗ cannot be written to",
            "✗ cannot be written to",
            Last,
            BuildTrouble.ReadOnlyAsync
        ),
        Dirty(
            "no name and address for commits",
            "✗ whom to name as the author",
            Snapshot,
            Tree,
            Last,
            BuildTrouble.NamelessAsync
        ),
        Dirty(
            "secret in a new file",
            "✗ a GitHub token",
            "✗ a GitHub token",
            "✗ a GitHub token",
            Last,
            BuildTrouble.SecretAsync
        ),
    ];

    private static RepositoryState Dirty(
        string name,
        string push,
        string snapshot,
        string bundle,
        string none,
        Func<StateRepository, Task> build
    ) =>
        new(
            name,
            push,
            snapshot,
            bundle,
            none,
            async repository =>
            {
                await build(repository);
                repository.Change();
                repository.Settle?.Invoke();
            }
        );
}
