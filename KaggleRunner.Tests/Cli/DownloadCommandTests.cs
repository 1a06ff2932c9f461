using System.Text.Json;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>Outputs that stayed on Kaggle by the settings, fetched from a terminal.</summary>
[Collection(nameof(SampleHome))]
public sealed class DownloadCommandTests(SampleHome sample)
{
    private const string Script = """
        import pathlib
        pathlib.Path("results").mkdir()
        for number in range(4):
            pathlib.Path(f"results/{number}.bin").write_bytes(bytes([number]) * 1000)
        pathlib.Path("small.txt").write_text("small")
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stayed_on_Kaggle_is_told_and_comes_by_pattern_or_all_of_it()
    {
        var project = await ProjectAsync();
        var number = await RunAsync(project);
        using var to = new TemporaryFolder();

        using var home = Start(project, "download", number, "--to", to.Combine("home"));
        (await home.EndAsync()).Should().Be(0, home.Error);
        home.Error.Should().Contain("4 files, 4 KB not downloaded.").And.Contain($"download {number} --all");
        Files(to.Combine("home")).Should().Equal("small.txt");

        using var some = Start(project, "download", number, "--pattern", "**/1.bin", "--to", to.Combine("some"));
        (await some.EndAsync()).Should().Be(0, some.Error);
        Files(to.Combine("some")).Should().Equal("results/1.bin");
        Missing(project, number).Should().HaveCount(3);

        using var none = Start(project, "download", number, "--pattern", "*.nothing", "--to", to.Combine("none"));
        (await none.EndAsync()).Should().Be(2);
        none.Error.Should().Contain("No output matches *.nothing");

        using var all = Start(project, "download", number, "--all", "--to", to.Combine("all"));
        (await all.EndAsync()).Should().Be(0, all.Error);
        Files(to.Combine("all"))
            .Should()
            .Equal("results/0.bin", "results/1.bin", "results/2.bin", "results/3.bin", "small.txt");
        (await File.ReadAllBytesAsync(to.Combine("all", "results", "3.bin"), Cancelled))
            .Should()
            .Equal(Enumerable.Repeat((byte)3, 1000));
        Missing(project, number).Should().BeEmpty();
    }

    [Fact]
    public async Task Fetching_only_fills_the_results_folder_and_copies_nothing()
    {
        var project = await ProjectAsync();
        var number = await RunAsync(project);

        using var fetch = Start(project, "download", number, "--all", "--fetch-only");
        (await fetch.EndAsync()).Should().Be(0, fetch.Error);
        fetch.Error.Should().Contain("5 files home.");
        Missing(project, number).Should().BeEmpty();
        Directory.Exists(Path.Combine(project, $"run-{number}")).Should().BeFalse();

        using var again = Start(project, "download", number, "--fetch-only");
        (await again.EndAsync()).Should().Be(0, "there is nothing left to do: {0}", again.Error);
        using var unknown = Start(project, "download", "4711", "--all");
        (await unknown.EndAsync()).Should().Be(2);
    }

    private async Task<string> ProjectAsync()
    {
        var project = await sample.CloneAsync();
        await File.WriteAllTextAsync(Path.Combine(project, "leaves.py"), Script, Cancelled);
        await File.WriteAllTextAsync(
            Path.Combine(project, "config", "leaves.yml"),
            "outputs: {download: {max_size: 100}}\n",
            Cancelled
        );
        return project;
    }

    private async Task<string> RunAsync(string project)
    {
        using var run = Start(project, "run", "--target", "leaves.py", "--sync", "bundle", "--json");
        (await run.EndAsync()).Should().Be(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("number").GetRawText();
    }

    private CliProcess Start(string project, params string[] arguments) => new(sample.Home, project, arguments);

    private static IReadOnlyList<CollectedOutput> Missing(string project, string number)
    {
        var results = Path.Combine(project, "kaggle_runner", "results");
        var folder = Directory.EnumerateDirectories(results, number, SearchOption.AllDirectories).Single();
        return [.. OutputsFile.Read(folder)!.Missing];
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal);
}
