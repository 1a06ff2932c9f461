using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

public sealed class ResultsFolderTests : IDisposable
{
    private readonly RunFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_run_gets_the_next_number_of_its_project()
    {
        _project.With("kaggle_runner/results/other-kernel/7/run.json").With("kaggle_runner/results/k/notes/x");

        ResultsFolder.Reserve(_project.Path, "k", 1).Should().Be((8, _project.In("kaggle_runner/results/k/8")));
        ResultsFolder.Reserve(_project.Path, "k2", 1).Number.Should().Be(9);
        ResultsFolder.Reserve(_project.Path, "k", 42).Number.Should().Be(42);
        ResultsFolder.Reserve(_project.Path, "k", 5).Number.Should().Be(43);
        Directory.Exists(_project.In("kaggle_runner/results/k/43")).Should().BeTrue();
        _project
            .Files.Should()
            .Equal(
                "kaggle_runner/results/README.md",
                "kaggle_runner/results/k/notes/x",
                "kaggle_runner/results/other-kernel/7/run.json"
            );
    }

    [Fact]
    public void The_folder_explains_itself_and_what_the_user_wrote_there_stays()
    {
        const string page = "kaggle_runner/results/README.md";
        ResultsFolder.Reserve(_project.Path, "k", 1);
        _project.Content(page).Should().Contain("run.json").And.Contain("kaggle-runner reindex");

        _project.With(page, "mine");
        ResultsFolder.Reserve(_project.Path, "k", 1).Number.Should().Be(2);

        _project.Content(page).Should().Be("mine");
        Directory
            .EnumerateFiles(_project.In("kaggle_runner/results"))
            .Should()
            .ContainSingle("nothing is left of the writing");
    }

    [Fact]
    public async Task Twenty_at_once_get_twenty_numbers()
    {
        var reserved = new ConcurrentBag<(int Number, string Folder)>();
        using var start = new ManualResetEventSlim();
        var tasks = Enumerable
            .Range(0, 20)
            .Select(i =>
                Task.Factory.StartNew(
                    () =>
                    {
                        start.Wait(TestContext.Current.CancellationToken);
                        for (var n = 0; n < 10; n++)
                        {
                            reserved.Add(ResultsFolder.Reserve(_project.Path, $"kernel-{i % 4}", 1));
                        }
                    },
                    TestContext.Current.CancellationToken,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
        start.Set();
        await Task.WhenAll(tasks);

        reserved.Should().HaveCount(200);
        reserved.Select(r => r.Number).Should().OnlyHaveUniqueItems();
        reserved.Should().OnlyContain(r => Directory.Exists(r.Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".numbers")]
    [InlineData("a/b")]
    [InlineData("/etc")]
    public void A_slug_that_is_no_folder_name_is_refused(string slug) =>
        FluentActions.Invoking(() => ResultsFolder.Reserve(_project.Path, slug, 1)).Should().Throw<RunnerException>();

    [Fact]
    public void Results_are_not_kept_behind_a_link_that_a_repository_brought()
    {
        using var outside = new RunFolder();
        Directory.CreateSymbolicLink(_project.In("kaggle_runner"), outside.Path);

        FluentActions.Invoking(() => ResultsFolder.Reserve(_project.Path, "k", 1)).Should().Throw<RunnerException>();
        Directory.EnumerateFileSystemEntries(outside.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        _project.With("kaggle_runner/results", "a file in the way");

        FluentActions
            .Invoking(() => ResultsFolder.Reserve(_project.Path, "k", 1))
            .Should()
            .Throw<RunnerException>()
            .WithMessage("*kaggle_runner/results/k cannot be written*");
    }
}
