using CliWrap;
using CliWrap.Buffered;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Tests.Repositories;

public sealed class SourcePackTests
{
    [Fact]
    public async Task A_pack_checks_out_in_a_fresh_repository_with_the_exact_sha()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a.py", "old\n"), ("secret.txt", "gone since\n"));
        await repository.GitAsync("rm", "--quiet", "secret.txt");
        var sha = await repository.CommitAsync(
            "second",
            ("a.py", "new\n"),
            ("deep/er/it's \"q\"\n🎉.py", "x"),
            (".gitattributes", "*.bin filter=lfs\n"),
            ("model.bin", "version https://git-lfs.github.com/spec/v1\n")
        );
        await repository.GitAsync("config", "filter.lfs.smudge", "false");
        await repository.CommitAsync("third", ("a.py", "newest\n"));

        var pack = await GitParts.Pack.CreateAsync(repository.Project, sha, TestContext.Current.CancellationToken);

        var kernel = Directory.CreateDirectory(repository.Beside("kernel")).FullName;
        await TestRepository.GitInAsync(kernel, "init", "--quiet");
        await Cli.Wrap("git")
            .WithWorkingDirectory(kernel)
            .WithArguments(["index-pack", "--stdin"])
            .WithStandardInputPipe(PipeSource.FromBytes(pack))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(kernel, ".git/shallow"),
            sha + "\n",
            TestContext.Current.CancellationToken
        );
        await TestRepository.GitInAsync(kernel, "checkout", "--quiet", sha);
        (await TestRepository.GitInAsync(kernel, "rev-parse", "HEAD")).Should().Be(sha);
        (await TestRepository.GitInAsync(kernel, "status", "--porcelain")).Should().BeEmpty();
        (await TestRepository.GitInAsync(kernel, "rev-list", "--count", "--all", "HEAD")).Should().Be("1");
        (await TestRepository.GitInAsync(kernel, "fsck", "--strict")).Should().NotContain("missing");
        (await File.ReadAllTextAsync(Path.Combine(kernel, "a.py"), TestContext.Current.CancellationToken))
            .Should()
            .Be("new\n");
        File.Exists(Path.Combine(kernel, "deep/er/it's \"q\"\n🎉.py")).Should().BeTrue();
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("--all")]
    [InlineData("0000000000000000000000000000000000000000")]
    public async Task What_names_no_commit_is_refused(string sha)
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a.py", ""));

        var act = () => GitParts.Pack.CreateAsync(repository.Project, sha, TestContext.Current.CancellationToken);

        await act.Should().ThrowAsync<RunnerException>();
    }

    [Fact]
    public async Task The_results_folder_is_excluded_once_in_a_worktree_too()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a.py", ""));
        await repository.GitAsync("worktree", "add", "--quiet", "-b", "other", repository.Beside("linked"));
        var linked = await GitParts.Locator.OpenAsync(
            repository.Beside("linked"),
            TestContext.Current.CancellationToken
        );
        repository.Write("kaggle_runner/results/k/1/log.txt", "");

        await GitParts.Exclusion.EnsureAsync(linked, TestContext.Current.CancellationToken);
        await GitParts.Exclusion.EnsureAsync(repository.Project, TestContext.Current.CancellationToken);

        (await repository.GitAsync("status", "--porcelain")).Should().BeEmpty();
        (await File.ReadAllLinesAsync(repository.Path(".git/info/exclude"), TestContext.Current.CancellationToken))
            .Should()
            .ContainSingle(line => line.Contains("kaggle_runner", StringComparison.Ordinal));
    }
}
