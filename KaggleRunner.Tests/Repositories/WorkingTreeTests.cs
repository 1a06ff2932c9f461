using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

public sealed class WorkingTreeTests
{
    [Fact]
    public async Task A_repository_without_a_commit_is_told_apart()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.py", "");

        var status = await GitParts.InspectAsync(repository);

        status
            .Should()
            .BeEquivalentTo(
                new
                {
                    Branch = "main",
                    HeadSha = (string?)null,
                    Obstacle = (string?)null,
                    Ahead = 0,
                }
            );
        status.Changes.Should().Equal(new ChangedFile("a.py", ChangeKind.Untracked));
    }

    [Fact]
    public async Task Every_kind_of_change_is_listed_with_its_name_unharmed()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync(
            "first",
            ("gone", "1"),
            ("old name", "long enough to be found again\n"),
            ("edit 'x'", "1")
        );
        File.Delete(repository.Path("gone"));
        await repository.GitAsync("mv", "old name", "new name");
        repository.Write("edit 'x'", "2");
        repository.Write("staged.py", "");
        await repository.GitAsync("add", "staged.py");
        repository.Write("-dash\n\"new\" 🎉", "");
        repository.Write("kaggle_runner/results/k/1/log.txt", "never shown");

        var status = await GitParts.InspectAsync(repository);

        status
            .Changes.Should()
            .BeEquivalentTo([
                new ChangedFile("gone", ChangeKind.Deleted),
                new ChangedFile("new name", ChangeKind.Renamed) { Origin = "old name" },
                new ChangedFile("edit 'x'", ChangeKind.Modified),
                new ChangedFile("staged.py", ChangeKind.Added),
                new ChangedFile("-dash\n\"new\" 🎉", ChangeKind.Untracked),
            ]);
    }

    [Fact]
    public async Task Unpushed_commits_count_as_unpushed()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        var pushed = await repository.HeadAsync();
        await repository.CommitAsync("second", ("b.py", ""));

        var status = await GitParts.InspectAsync(repository);

        status
            .Should()
            .BeEquivalentTo(
                new
                {
                    Upstream = "origin/main",
                    PushedSha = pushed,
                    Ahead = 1,
                    Behind = 0,
                    IsDirty = false,
                    IsUnpushed = true,
                    HeadSubject = "second",
                }
            );
    }

    [Fact]
    public async Task A_branch_that_was_never_pushed_counts_its_own_commits()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("switch", "--quiet", "--create", "feature");
        await repository.CommitAsync("second", ("b.py", ""));

        var status = await GitParts.InspectAsync(repository);

        status
            .Should()
            .BeEquivalentTo(
                new
                {
                    Upstream = (string?)null,
                    PushedSha = (string?)null,
                    Ahead = 1,
                    IsUnpushed = true,
                }
            );
    }

    [Fact]
    public async Task A_conflict_and_its_merge_are_obstacles_with_the_way_out()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a", "1"));
        await repository.GitAsync("switch", "--quiet", "--create", "other");
        await repository.CommitAsync("theirs", ("a", "2"));
        await repository.GitAsync("switch", "--quiet", "main");
        await repository.CommitAsync("ours", ("a", "3"));
        await repository.Invoking(r => r.GitAsync("merge", "other")).Should().ThrowAsync<InvalidOperationException>();

        var status = await GitParts.InspectAsync(repository);
        status.Changes.Should().Equal(new ChangedFile("a", ChangeKind.Conflicted));
        status.Obstacle.Should().StartWith("1 file has conflicts (a).");

        await repository.GitAsync("add", "a");
        (await GitParts.InspectAsync(repository)).Obstacle.Should().Contain("git merge --abort");
    }

    [Fact]
    public async Task A_rebase_in_progress_is_an_obstacle()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a", "1"));
        await repository.CommitAsync("second", ("a", "2"));
        await repository
            .Invoking(r =>
                r.GitAsync("-c", "sequence.editor=sed -i s/^pick.*/break/", "rebase", "--interactive", "HEAD~1")
            )
            .Should()
            .NotThrowAsync();

        (await GitParts.InspectAsync(repository)).Obstacle.Should().Contain("git rebase --continue");
    }

    [Fact]
    public async Task A_detached_head_is_an_obstacle()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a", "1"));
        await repository.GitAsync("switch", "--quiet", "--detach");

        var status = await GitParts.InspectAsync(repository);

        status.Branch.Should().BeNull();
        status.Obstacle.Should().Contain("git switch -c");
    }

    [Fact]
    public async Task Behind_and_diverged_are_told_apart()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("second", ("b", ""));
        await repository.GitAsync("push", "--quiet");
        await repository.GitAsync("reset", "--quiet", "--hard", "HEAD~1");

        var behind = await GitParts.InspectAsync(repository);
        behind
            .Should()
            .BeEquivalentTo(
                new
                {
                    Ahead = 0,
                    Behind = 1,
                    Obstacle = (string?)null,
                }
            );
        behind.PushedSha.Should().Be(behind.HeadSha, "its commits are all on the remote");

        repository.Write("c", "");
        (await GitParts.InspectAsync(repository)).Obstacle.Should().Contain("git pull");

        await repository.CommitAsync("other", ("c", ""));
        (await GitParts.InspectAsync(repository)).Obstacle.Should().Contain("diverged");
    }

    [Theory]
    [InlineData("https://bob:s3cret@example.invalid/o/r.git", "https://example.invalid/o/r.git")]
    [InlineData("https://ghp_token@example.invalid/o/r?private_token=x", "https://example.invalid/o/r")]
    [InlineData("ssh://bob:s3cret@example.invalid/r.git", "ssh://example.invalid/r.git")]
    [InlineData("git@github.com:o/r.git", "git@github.com:o/r.git")]
    public async Task The_remote_is_shown_without_credentials(string url, string shown)
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("remote", "add", "origin", url);

        (await GitParts.InspectAsync(repository)).RemoteUrl.Should().Be(shown);
    }

    [Theory]
    [InlineData("ext::sh -c touch% /tmp/x")]
    [InlineData("--upload-pack=touch x")]
    [InlineData("ssh://-oProxyCommand=touch/x")]
    [InlineData("-oProxyCommand=x:y")]
    public async Task A_remote_that_would_run_a_command_is_an_obstacle(string url)
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a", ""));
        await repository.GitAsync("config", "remote.origin.url", url);

        (await GitParts.InspectAsync(repository)).Obstacle.Should().NotBeNull();
    }

    [Fact]
    public async Task Looking_at_a_hostile_repository_runs_nothing_from_it()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("filtered", (".gitattributes", "*.dat filter=a=b\n"), ("x.dat", "1"));
        var mark = repository.Beside("ran");
        foreach (
            var key in new[]
            {
                "core.fsmonitor",
                "filter.a=b.clean",
                "filter.a=b.process",
                "core.sshCommand",
                "core.pager",
                "gpg.program",
            }
        )
        {
            await repository.GitAsync("config", key, $"touch '{mark}'; false");
        }

        await repository.GitAsync("config", "filter.a=b.required", "true");
        await repository.GitAsync("config", "log.showSignature", "true");
        foreach (var hook in new[] { "post-index-change", "post-checkout", "pre-commit", "reference-transaction" })
        {
            repository.WriteHook(hook, $"touch '{mark}'");
        }

        // The same size and another time: git must read the content to tell.
        repository.Write("x.dat", "2");
        File.SetLastWriteTimeUtc(repository.Path("x.dat"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var status = await GitParts.InspectAsync(repository);
        await GitParts.NoneAsync(repository);
        await GitParts.Pack.CreateAsync(
            repository.Project,
            status.HeadSha!,
            repository.Beside("source.pack"),
            TestContext.Current.CancellationToken
        );
        await new RepositoryTree(GitParts.Program, TimeProvider.System).ListAsync(
            repository.Project,
            "",
            TestContext.Current.CancellationToken
        );

        File.Exists(mark).Should().BeFalse();
        status.Changes.Should().Contain(new ChangedFile("x.dat", ChangeKind.Modified));
    }
}
