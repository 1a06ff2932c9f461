using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Repositories.Snapshots;

public sealed class SnapshotTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_holds_the_working_tree_as_it_is_without_the_ignored()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "more",
            ("gone.py", "1"),
            ("old.py", "long enough to be found again\n"),
            (".gitignore", "*.tmp\n")
        );
        await repository.GitAsync("push", "--quiet");
        repository.Write("train.py", "staged\n");
        await repository.GitAsync("add", "train.py");
        repository.Write("train.py", "and changed again\n");
        repository.Write("it's \"new\"\n🎉.py", "new\n");
        repository.Write("ignored.tmp", "");
        repository.Write("kaggle_runner/results/k/1/log.txt", "");
        File.Delete(repository.Path("gone.py"));
        await repository.GitAsync("mv", "old.py", "renamed.py");

        var revision = await SyncAsync(repository, SyncMode.Snapshot, "p-1");

        revision.Branch.Should().Be("kaggle-runner/p-1");
        (await RemoteAsync(repository, "rev-parse", "kaggle-runner/p-1")).Should().Be(revision.Sha);
        (await RemoteAsync(repository, "ls-tree", "-r", "-z", "--name-only", revision.Sha))
            .TrimEnd('\0')
            .Split('\0')
            .Should()
            .BeEquivalentTo(".gitignore", "it's \"new\"\n🎉.py", "renamed.py", "train.py");
        (await RemoteAsync(repository, "show", $"{revision.Sha}:train.py")).Should().Be("and changed again");
        (await repository.GitAsync("diff", "--cached", "--name-only")).Should().Be("renamed.py\ntrain.py");
        (await repository.GitAsync("show", ":train.py")).Should().Be("staged");
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_with_the_tree_of_the_moment_it_was_launched()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("train.py", "then\n");
        var first = await SyncAsync(repository, SyncMode.Snapshot, "p-1");
        repository.Write("train.py", "later\n");

        (await SyncAsync(repository, SyncMode.Snapshot, "p-1")).Sha.Should().Be(first.Sha);
        (await SyncAsync(repository, SyncMode.Snapshot, "p-2")).Sha.Should().NotBe(first.Sha);
    }

    [Fact]
    public async Task A_branch_of_that_name_by_somebody_else_is_left_alone()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        using var other = await TestRepository.CreateAsync("other");
        await other.CommitAsync("theirs", ("x.py", ""));
        await other.GitAsync("push", "--quiet", repository.Beside("origin.git"), "HEAD:refs/heads/kaggle-runner/p-1");
        var theirs = await RemoteAsync(repository, "rev-parse", "kaggle-runner/p-1");
        repository.Write("train.py", "mine\n");

        var revision = await SyncAsync(repository, SyncMode.Snapshot, "p-1");

        revision.Branch.Should().Be($"kaggle-runner/p-1-{revision.Sha[..7]}");
        (await RemoteAsync(repository, "rev-parse", "kaggle-runner/p-1")).Should().Be(theirs);
        (await RemoteAsync(repository, "rev-parse", revision.Branch!)).Should().Be(revision.Sha);
    }

    [Fact]
    public async Task Old_snapshots_are_cleaned_up_and_only_those_that_are_ours_and_still_as_we_pushed_them()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        var origin = repository.Beside("origin.git");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var sync = SyncAt(time);
        await SnapshotAsync(sync, repository, "p-1");
        var moved = await SnapshotAsync(sync, repository, "p-2");
        var theirs = await SnapshotAsync(sync, repository, "p-3");
        // Somebody works on one of them; and there is one that another machine made.
        var commit = await TestRepository.GitInAsync(
            repository.Root,
            "commit-tree",
            $"{moved.Sha}^{{tree}}",
            "-p",
            moved.Sha,
            "-m",
            "on it"
        );
        await repository.GitAsync("push", "--quiet", "origin", $"{commit}:refs/heads/kaggle-runner/p-2");
        await TestRepository.GitInAsync(origin, "update-ref", "refs/heads/kaggle-runner/elsewhere-1", theirs.Sha);

        time.Advance(TimeSpan.FromDays(8));
        await SnapshotAsync(sync, repository, "p-4");

        (await RemoteAsync(repository, "for-each-ref", "--format=%(refname:short)", "refs/heads/kaggle-runner"))
            .Split('\n')
            .Should()
            .BeEquivalentTo("kaggle-runner/elsewhere-1", "kaggle-runner/p-2", "kaggle-runner/p-4");
        (await RemoteAsync(repository, "rev-parse", "kaggle-runner/p-2")).Should().Be(commit);
    }

    [Fact]
    public async Task A_rerun_of_a_snapshot_that_was_cleaned_up_pushes_it_again()
    {
        await using var server = await GitHttpServer.StartAsync();
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("remote", "add", "origin", await server.CreateRepositoryAsync());
        await repository.CommitAsync("first", ("train.py", "1\n"));
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var sync = SyncAt(time);
        var first = await SnapshotAsync(sync, repository, "p-1");
        first.Transport.Should().Be(RevisionTransport.Clone);
        time.Advance(TimeSpan.FromDays(8));
        await SnapshotAsync(sync, repository, "p-2");
        var bare = Path.Combine(server.Root, "project.git");
        (await TestRepository.GitInAsync(bare, "branch", "--list", "*p-1")).Should().BeEmpty();

        await sync.RestoreAsync(repository.Project, first, Cancelled);

        (await TestRepository.GitInAsync(bare, "rev-parse", "kaggle-runner/p-1")).Should().Be(first.Sha);
    }

    [Fact]
    public async Task A_bundle_carries_files_of_large_file_storage_whole()
    {
        Assert.SkipUnless(States.Machine.Has("git-lfs"), "git-lfs is not installed");
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("lfs", "install", "--local");
        await repository.CommitAsync(
            "first",
            (".gitattributes", "*.bin filter=lfs -text\n"),
            ("weights.bin", "the weights themselves")
        );
        (await repository.GitAsync("show", "HEAD:weights.bin")).Should().StartWith("version https://git-lfs");

        var revision = await SyncAsync(repository, SyncMode.Bundle, "p-1");

        (await repository.GitAsync("show", $"{revision.Sha}:weights.bin")).Should().Be("the weights themselves");
        (await repository.GitAsync("status", "--porcelain")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_bundle_of_a_changed_tree_unpacks_to_what_was_seen()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("train.py", "changed\n");
        repository.Write("new/a.py", "new\n");

        var revision = await SyncAsync(repository, SyncMode.Bundle, "p-1");
        var pack = await GitParts.Pack.CreateAsync(
            repository.Project,
            revision.Sha,
            repository.Beside("bundle.pack"),
            Cancelled
        );

        pack.Bytes.Should().BePositive();
        revision.Transport.Should().Be(RevisionTransport.Bundle);
        (await repository.GitAsync("ls-tree", "-r", "--name-only", revision.Sha)).Should().Be("new/a.py\ntrain.py");
        (await RemoteAsync(repository, "for-each-ref", "--format=%(refname)")).Should().Be("refs/heads/main");
    }

    [Fact]
    public async Task An_interrupted_snapshot_leaves_no_lock_and_no_trace()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("train.py", "changed\n");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var act = () =>
            GitParts.Sync.SyncAsync(repository.Project, new SyncRequest { Mode = SyncMode.Snapshot }, stop.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        File.Exists(repository.Path(".git/index.lock")).Should().BeFalse();
        (await repository.GitAsync("for-each-ref", "refs/kaggle-runner")).Should().BeEmpty();
    }

    private static Task<string> RemoteAsync(TestRepository repository, params string[] arguments) =>
        TestRepository.GitInAsync(repository.Beside("origin.git"), arguments);

    private static GitSync SyncAt(TimeProvider time) =>
        new(GitParts.Program, GitParts.WorkingTree, GitParts.Probe, time, NullLogger<GitSync>.Instance);

    private static Task<Revision> SnapshotAsync(GitSync sync, TestRepository repository, string run)
    {
        repository.Write("train.py", $"print('{run}')\n");
        return sync.SyncAsync(repository.Project, new SyncRequest { Mode = SyncMode.Snapshot, Run = run }, Cancelled);
    }

    private static Task<Revision> SyncAsync(TestRepository repository, SyncMode mode, string run) =>
        GitParts.Sync.SyncAsync(repository.Project, new SyncRequest { Mode = mode, Run = run }, Cancelled);
}
