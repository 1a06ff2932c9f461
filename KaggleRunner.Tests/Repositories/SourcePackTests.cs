using System.Security.Cryptography;
using CliWrap;
using CliWrap.Buffered;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

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

        var path = repository.Beside("source.pack");
        var packed = await GitParts.Pack.CreateAsync(
            repository.Project,
            sha,
            path,
            TestContext.Current.CancellationToken
        );

        var pack = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        packed.Should().Be(new PackedCommit(Convert.ToHexStringLower(SHA256.HashData(pack)), pack.Length));

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

        var act = () =>
            GitParts.Pack.CreateAsync(
                repository.Project,
                sha,
                repository.Beside("source.pack"),
                TestContext.Current.CancellationToken
            );

        await act.Should().ThrowAsync<RunnerException>();
        File.Exists(repository.Beside("source.pack")).Should().BeFalse();
    }

    [Fact]
    public async Task The_same_commit_gives_the_same_bytes_also_after_git_has_packed_the_repository_anew()
    {
        using var repository = await TestRepository.CreateAsync();
        var text = string.Join('\n', Enumerable.Range(0, 5000));
        await repository.CommitAsync("first", ("a.txt", text), ("b.txt", text + "\nmore"));
        var sha = await repository.CommitAsync("second", ("a.txt", text + "\nanother end"));

        var before = await PackAsync("before.pack");
        await repository.GitAsync("gc", "--quiet", "--aggressive");
        var after = await PackAsync("after.pack");

        after.Should().Be(before);

        Task<PackedCommit> PackAsync(string name) =>
            GitParts.Pack.CreateAsync(
                repository.Project,
                sha,
                repository.Beside(name),
                TestContext.Current.CancellationToken
            );
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
