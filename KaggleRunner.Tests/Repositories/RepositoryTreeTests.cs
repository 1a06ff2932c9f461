using KaggleRunner.Core.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Repositories;

public sealed class RepositoryTreeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RepositoryTree _tree;

    public RepositoryTreeTests() => _tree = new(GitParts.Program, _time);

    private Task<IReadOnlyList<TreeEntry>> ListAsync(TestRepository repository, string folder = "") =>
        _tree.ListAsync(repository.Project, folder, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> SearchAsync(TestRepository repository, string text) =>
        (await _tree.SearchAsync(repository.Project, text, 10, TestContext.Current.CancellationToken)).Select(e =>
            e.Path
        );

    [Fact]
    public async Task A_folder_shows_its_kinds_folders_first_in_natural_order()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync(
            "first",
            ("tests/deep/test_a.py", ""),
            ("docs/a.md", ""),
            ("config/train.yml", ""),
            ("run10.py", ""),
            ("run2.py", ""),
            ("x_test.py", ""),
            ("note.ipynb", ""),
            (".gitignore", "ignored/\n"),
            ("ignored/secret.py", "")
        );
        repository.Write("new file 'q' 🎉.py", "");
        repository.Write("kaggle_runner/results/k/1/log.txt", "");

        (await ListAsync(repository))
            .Should()
            .Equal(
                new TreeEntry("config", "config", TreeEntryKind.Folder),
                new TreeEntry("docs", "docs", TreeEntryKind.Folder),
                new TreeEntry("tests", "tests", TreeEntryKind.PytestFolder),
                new TreeEntry(".gitignore", ".gitignore", TreeEntryKind.Other),
                new TreeEntry("new file 'q' 🎉.py", "new file 'q' 🎉.py", TreeEntryKind.Script),
                new TreeEntry("note.ipynb", "note.ipynb", TreeEntryKind.Notebook),
                new TreeEntry("run2.py", "run2.py", TreeEntryKind.Script),
                new TreeEntry("run10.py", "run10.py", TreeEntryKind.Script),
                new TreeEntry("x_test.py", "x_test.py", TreeEntryKind.PytestFile)
            );
        (await ListAsync(repository, "config")).Should().ContainSingle().Which.Kind.Should().Be(TreeEntryKind.Config);
        (await ListAsync(repository, "tests"))
            .Should()
            .ContainSingle()
            .Which.Kind.Should()
            .Be(TreeEntryKind.PytestFolder);
        (await ListAsync(repository, "../")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_ranks_names_before_paths_before_letters_and_targets_first()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync(
            "first",
            ("experiments/train.py", ""),
            ("train/readme.md", ""),
            ("docs/training.md", ""),
            ("t/r/a/i/n.py", "")
        );

        (await SearchAsync(repository, "TRAIN"))
            .Should()
            .Equal("experiments/train.py", "train", "docs/training.md", "train/readme.md", "t/r/a/i/n.py");
        (await SearchAsync(repository, "exp tra")).Should().StartWith("experiments/train.py");
        (await SearchAsync(repository, "zzz")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_listing_follows_the_disk_when_it_has_grown_old()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a.py", ""), ("b.py", ""));
        (await ListAsync(repository)).Should().HaveCount(2);
        File.Delete(repository.Path("b.py"));
        repository.Write("c.py", "");

        (await ListAsync(repository)).Select(e => e.Name).Should().Equal("a.py", "b.py");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await ListAsync(repository)).Select(e => e.Name).Should().Equal("a.py", "c.py");
    }

    [Fact]
    public async Task A_hundred_thousand_files_are_listed_and_searched()
    {
        using var repository = await TestRepository.CreateAsync();
        var blob = await repository.GitAsync("hash-object", "-w", "--stdin");
        var index = string.Concat(
            Enumerable.Range(0, 100_000).Select(i => $"100644 {blob}\tdata/part{i % 500}/file{i}.csv\n")
        );
        repository.Write("../index.txt", index);
        await CliWrap
            .Cli.Wrap("git")
            .WithWorkingDirectory(repository.Root)
            .WithArguments(["update-index", "--index-info"])
            .WithStandardInputPipe(CliWrap.PipeSource.FromFile(repository.Beside("index.txt")))
            .ExecuteAsync(TestContext.Current.CancellationToken);
        // Not on the disk, so that the test need not write them: kept in the listing as if they were.
        var listing = new TreeListing(
            string.Concat((await repository.GitAsync("ls-files", "-z")).Split('\0').Select(p => $"H {p}\0"))
        );

        listing.In("data").Should().HaveCount(500);
        TreeSearch.Find(listing, "file99999", 5).Should().ContainSingle();
    }
}
