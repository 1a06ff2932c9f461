using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

public sealed class GitSyncTests
{
    private static Task<string> RemoteAsync(TestRepository repository, params string[] arguments) =>
        TestRepository.GitInAsync(repository.Beside("origin.git"), arguments);

    [Fact]
    public async Task The_files_agreed_to_are_committed_and_pushed_to_the_upstream()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("train.py", "print(2)\n");
        repository.Write("new.py", "");

        var revision = await GitParts.PushAsync(repository, "train.py", "new.py");

        revision
            .Sha.Should()
            .Be(await repository.HeadAsync())
            .And.Be(await RemoteAsync(repository, "rev-parse", "main"));
        revision
            .Should()
            .BeEquivalentTo(
                new
                {
                    Branch = "main",
                    Subject = "from the run",
                    Transport = RevisionTransport.Bundle,
                }
            );
        (await GitParts.InspectAsync(repository)).Should().BeEquivalentTo(new { IsDirty = false, IsUnpushed = false });
    }

    [Fact]
    public async Task What_was_not_agreed_to_stays_as_it_was_in_the_index_too()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("more", ("half.py", "1\n"), ("other.py", "1\n"));
        repository.Write("half.py", "2\n");
        await repository.GitAsync("add", "half.py");
        repository.Write("half.py", "3\n");
        repository.Write("staged.py", "");
        await repository.GitAsync("add", "staged.py");
        repository.Write("untracked.py", "");
        repository.Write("other.py", "2\n");
        repository.Write("wanted.py", "");
        var index = await repository.GitAsync("diff", "--cached", "--", "half.py", "staged.py");

        await GitParts.PushAsync(repository, "other.py", "wanted.py");

        (await repository.GitAsync("show", "--format=", "--name-status", "HEAD"))
            .Should()
            .Be("M\tother.py\nA\twanted.py");
        (await repository.GitAsync("diff", "--cached")).Should().Be(index);
        (await repository.GitAsync("status", "--porcelain")).Should().Be("MM half.py\nA  staged.py\n?? untracked.py");
    }

    [Fact]
    public async Task Deletions_and_renames_are_committed_whole()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "more",
            ("gone", "1"),
            ("dropped", "2"),
            ("old", "long enough to be found again\n")
        );
        File.Delete(repository.Path("gone"));
        await repository.GitAsync("rm", "--quiet", "dropped");
        await repository.GitAsync("mv", "old", "new");

        await GitParts.PushAsync(
            repository,
            [.. (await GitParts.InspectAsync(repository)).Changes.Select(c => c.Path)]
        );

        (await repository.GitAsync("ls-tree", "--name-only", "HEAD")).Should().Be("new\ntrain.py");
        (await repository.GitAsync("status", "--porcelain")).Should().BeEmpty();
    }

    [Fact]
    public async Task Names_that_look_like_options_or_patterns_are_names()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        string[] names = ["--all", ":(top)x", "a*", "it's \"q\"\nline", "🎉 {0}.py", "\\b"];
        foreach (var name in names.Append("abc"))
        {
            repository.Write(name, "");
        }

        await GitParts.PushAsync(repository, names);

        (await repository.GitAsync("ls-tree", "-z", "--name-only", "HEAD"))
            .TrimEnd('\0')
            .Split('\0')
            .Should()
            .BeEquivalentTo(names.Append("train.py"));
        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? abc");
    }

    [Fact]
    public async Task The_first_commit_and_the_first_push_create_the_branch()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.AddRemoteAsync();
        repository.Write("a.py", "");
        repository.Write("staged.py", "");
        await repository.GitAsync("add", "staged.py");

        var revision = await GitParts.PushAsync(repository, "a.py");

        (await RemoteAsync(repository, "rev-parse", "main")).Should().Be(revision.Sha);
        (await repository.GitAsync("ls-tree", "--name-only", "HEAD")).Should().Be("a.py");
        (await repository.GitAsync("status", "--porcelain")).Should().Be("A  staged.py");
        (await GitParts.InspectAsync(repository)).Upstream.Should().Be("origin/main");
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--upload-pack=touch$IFS/x")]
    [InlineData("it's/a\"b")]
    public async Task A_hostile_branch_name_is_only_a_name(string branch)
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("symbolic-ref", "HEAD", $"refs/heads/{branch}");
        repository.Write("b.py", "");

        var revision = await GitParts.PushAsync(repository, "b.py");

        revision.Branch.Should().Be(branch);
        (await RemoteAsync(repository, "rev-parse", $"refs/heads/{branch}")).Should().Be(revision.Sha);
    }

    [Fact]
    public async Task An_upstream_of_another_name_is_respected()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("switch", "--quiet", "--create", "local");
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "local:refs/heads/team/shared");
        await repository.CommitAsync("second", ("b.py", ""));

        var revision = await GitParts.PushAsync(repository);

        (await RemoteAsync(repository, "rev-parse", "team/shared")).Should().Be(revision.Sha);
        (await RemoteAsync(repository, "branch", "--list", "local")).Should().BeEmpty();
    }

    [Fact]
    public async Task Called_again_after_a_kill_between_commit_and_push_it_only_pushes()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("b.py", "");
        await repository.GitAsync("add", "b.py");
        await repository.GitAsync("commit", "--quiet", "-m", "from the run");
        var committed = await repository.HeadAsync();

        (await GitParts.PushAsync(repository, "b.py")).Sha.Should().Be(committed);
        (await GitParts.PushAsync(repository, "b.py")).Sha.Should().Be(committed);

        (await RemoteAsync(repository, "rev-parse", "main")).Should().Be(committed);
    }

    [Fact]
    public async Task A_hook_that_fails_stops_the_commit_and_leaves_everything_as_it_was()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.WriteHook("pre-commit", "echo 'the linter says no' >&2; exit 1");
        repository.Write("b.py", "");
        var before = await repository.HeadAsync();

        var act = () => GitParts.PushAsync(repository, "b.py");

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("Nothing was committed*the linter says no*");
        (await repository.HeadAsync()).Should().Be(before);
        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? b.py");
    }

    [Fact]
    public async Task A_commit_without_an_author_is_told_in_a_sentence()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("config", "user.name", "");
        repository.Write("b.py", "");

        var act = () => GitParts.PushAsync(repository, "b.py");

        (await act.Should().ThrowAsync<RunnerException>()).Which.Remedy.Should().Contain("user.name");
    }

    [Fact]
    public async Task A_rejected_push_keeps_the_commit_and_says_so()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await TestRepository.GitInAsync(
            repository.Root,
            "clone",
            "--quiet",
            repository.Beside("origin.git"),
            repository.Beside("second")
        );
        await TestRepository.GitInAsync(
            repository.Beside("second"),
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            "faster"
        );
        await TestRepository.GitInAsync(repository.Beside("second"), "push", "--quiet");
        repository.Write("b.py", "");

        var act = () => GitParts.PushAsync(repository, "b.py");

        var thrown = await act.Should().ThrowAsync<RunnerException>();
        thrown.WithMessage($"*the commit {(await repository.HeadAsync())[..7]} is safe*holds commits that main lacks*");
        thrown.Which.Remedy.Should().Contain("git pull --rebase");
        (await repository.GitAsync("log", "-1", "--format=%s")).Should().Be("from the run");
    }

    [Fact]
    public async Task A_push_that_the_remote_refuses_gives_its_reason()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        var hook = System.IO.Path.Combine(repository.Beside("origin.git"), "hooks", "pre-receive");
        repository.WriteHook("x", "echo 'branch is protected'; exit 1");
        File.Copy(repository.Path(".git/hooks/x"), hook);
        await repository.CommitAsync("second", ("b.py", ""));

        var act = () => GitParts.PushAsync(repository);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*branch is protected*");
    }

    [Fact]
    public async Task Results_are_never_committed()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("kaggle_runner/results/k/1/log.txt", "");
        repository.Write("kaggle_runner/config/a.yml", "");

        await GitParts.PushAsync(
            repository,
            "kaggle_runner/results/k/1/log.txt",
            "kaggle_runner/config/a.yml",
            "kaggle_runner"
        );

        (await repository.GitAsync("show", "--format=", "--name-only", "HEAD"))
            .Should()
            .Be("kaggle_runner/config/a.yml");
    }

    [Fact]
    public async Task An_obstacle_stops_a_commit_but_not_a_run_of_what_is_there()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("switch", "--quiet", "--detach");
        var head = await repository.HeadAsync();
        repository.Write("b.py", "");

        await FluentActions
            .Awaiting(() => GitParts.PushAsync(repository, "b.py"))
            .Should()
            .ThrowAsync<RunnerException>();
        (await GitParts.PushAsync(repository)).Sha.Should().Be(head);
        (await GitParts.NoneAsync(repository)).Sha.Should().Be(head);
        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? b.py");
    }

    [Fact]
    public async Task None_runs_the_pushed_commit_not_the_newer_one()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        var pushed = await repository.HeadAsync();
        var newer = await repository.CommitAsync("second", ("b.py", ""));

        (await GitParts.NoneAsync(repository)).Should().BeEquivalentTo(new { Sha = pushed, Subject = "first" });
        (await repository.HeadAsync()).Should().Be(newer);
    }

    [Fact]
    public async Task None_on_a_branch_never_pushed_names_the_flag_and_the_box()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("switch", "--quiet", "--create", "feature");
        (await GitParts.NoneAsync(repository)).Sha.Should().Be(await repository.HeadAsync(), "main holds it too");
        await repository.CommitAsync("second", ("b.py", ""));

        var act = () => GitParts.NoneAsync(repository);

        (await act.Should().ThrowAsync<RunnerException>())
            .Which.Remedy.Should()
            .Contain("--sync push")
            .And.Contain("Tick");
    }

    [Fact]
    public async Task Without_a_remote_the_commit_is_made_and_travels_as_a_bundle()
    {
        using var repository = await TestRepository.CreateAsync();
        await FluentActions
            .Awaiting(() => GitParts.NoneAsync(repository))
            .Should()
            .ThrowAsync<RunnerException>()
            .WithMessage("*no commit yet*");
        repository.Write("a.py", "");

        var revision = await GitParts.PushAsync(repository, "a.py");

        revision.Transport.Should().Be(RevisionTransport.Bundle);
        revision.CloneUrl.Should().BeNull();
        (await GitParts.NoneAsync(repository)).Should().Be(revision);
    }

    [Theory]
    [InlineData("git@github.com:o/r.git", "https://github.com/o/r.git")]
    [InlineData("ssh://git@gitlab.com:22/o/r.git", "https://gitlab.com/o/r.git")]
    [InlineData("https://me:pw@example.invalid:8443/o/r.git", "https://example.invalid:8443/o/r.git")]
    [InlineData("git@example.invalid:o/r.git", null)]
    [InlineData("file:///srv/r.git", null)]
    [InlineData("../origin.git", null)]
    public void The_address_decides_how_the_source_travels(string url, string? clone) =>
        RemoteAddress.Parse(url).Should().BeEquivalentTo(new { CloneUrl = clone, Refusal = (string?)null });
}
