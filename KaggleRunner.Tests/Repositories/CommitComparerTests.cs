using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Changes;

namespace KaggleRunner.Tests.Repositories;

public sealed class CommitComparerTests
{
    private static readonly CommitComparer Comparer = new(GitParts.Program);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_and_files_between_two_commits_are_told()
    {
        using var repository = await TestRepository.CreateAsync("compare");
        await repository.CommitAsync("Begin", ("a.py", "one\n"), ("gone.txt", "x\n"));
        var before = await repository.HeadAsync();
        await repository.CommitAsync("Change <b>a</b>", ("a.py", "two\n"), ("new \"file\".txt", "n\n"));
        File.Delete(repository.Path("gone.txt"));
        await repository.CommitAsync("Drop a file");
        var after = await repository.HeadAsync();

        var comparison = await Comparer.CompareAsync(repository.Project, before, after, Cancelled);

        comparison!.Commits.Select(commit => commit.Subject).Should().Equal("Drop a file", "Change <b>a</b>");
        comparison.CommitCount.Should().Be(2);
        comparison.MissingCount.Should().Be(0);
        comparison
            .Files.Should()
            .BeEquivalentTo([
                new ChangedFile("a.py", ChangeKind.Modified),
                new ChangedFile("gone.txt", ChangeKind.Deleted),
                new ChangedFile("new \"file\".txt", ChangeKind.Added),
            ]);
        var change = await Comparer.ReadFileAsync(repository.Project, before, after, "a.py", Cancelled);
        (change.Before, change.After).Should().Be(("one\n", "two\n"));
    }

    [Fact]
    public async Task Another_branch_lacks_what_the_first_one_has()
    {
        using var repository = await TestRepository.CreateAsync("branches");
        await repository.CommitAsync("Begin", ("a.py", "one\n"));
        await repository.CommitAsync("On main", ("b.py", "b\n"));
        var before = await repository.HeadAsync();
        await repository.GitAsync("checkout", "--quiet", "-b", "other", "HEAD~1");
        await repository.CommitAsync("On other", ("c.py", "c\n"));

        var comparison = await Comparer.CompareAsync(
            repository.Project,
            before,
            await repository.HeadAsync(),
            Cancelled
        );

        (comparison!.CommitCount, comparison.MissingCount).Should().Be((1, 1));
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("--output=/tmp/x")]
    [InlineData("")]
    public async Task What_is_no_commit_here_is_not_compared(string sha)
    {
        using var repository = await TestRepository.CreateAsync("unknown");
        await repository.CommitAsync("Begin", ("a.py", "one\n"));

        (await Comparer.CompareAsync(repository.Project, sha, await repository.HeadAsync(), Cancelled))
            .Should()
            .BeNull();
    }
}
