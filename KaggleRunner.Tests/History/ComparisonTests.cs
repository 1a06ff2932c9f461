using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.History;

public sealed class ComparisonTests : IDisposable
{
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Settings_scripts_and_files_that_differ_are_told()
    {
        var first = await _history.SaveAsync(run => run with { Settings = Settings(["--epochs", "1"], "1") });
        var second = await _history.SaveAsync(run =>
            run with
            {
                Settings = Settings(["--epochs", "2"], null) with { Accelerator = "NvidiaTeslaT4" },
            }
        );
        Output(first, ("same.txt", "same"), ("changed.txt", "aaaa"), ("grown.txt", "a"), ("gone.txt", "x"));
        Output(second, ("same.txt", "same"), ("changed.txt", "bbbb"), ("grown.txt", "ab"), ("new/file.txt", "y"));
        Script(first, "print(1)", "nonce 1");
        Script(second, "print(1)", "nonce 2");

        var comparison = await CompareAsync(first, second);

        comparison
            .Settings.Select(s => (s.Name, s.Values[0], s.Values[1]))
            .Should()
            .BeEquivalentTo([
                ("args", "--epochs 1", "--epochs 2"),
                ("accelerator", "none", "NvidiaTeslaT4"),
                ("env.SEED", "1", null),
            ]);
        comparison
            .Scripts.Should()
            .Equal(new ComparedScript(first.Id, true, true), new ComparedScript(second.Id, true, true));
        comparison
            .Files.ToDictionary(f => f.Path, f => f.Changes[1], StringComparer.Ordinal)
            .Should()
            .BeEquivalentTo(
                new Dictionary<string, FileChange>(StringComparer.Ordinal)
                {
                    ["same.txt"] = FileChange.Same,
                    ["changed.txt"] = FileChange.Changed,
                    ["grown.txt"] = FileChange.Changed,
                    ["gone.txt"] = FileChange.Removed,
                    ["new/file.txt"] = FileChange.Added,
                }
            );
        comparison.Files[^1].Path.Should().Be("same.txt", "what differs comes first");
    }

    [Fact]
    public async Task What_was_compared_once_is_not_read_again()
    {
        var runs = new[] { await _history.SaveAsync(), await _history.SaveAsync() };
        var file = new FileInfo(Path.Combine(runs[1].Folder, "output", "a.bin"));
        Output(runs[0], ("a.bin", "same"));
        Output(runs[1], ("a.bin", "same"));
        var comparer = Comparer();
        (await comparer.CompareAsync(runs, Cancelled)).Files.Single().IsSame.Should().BeTrue();

        var changed = file.LastWriteTimeUtc;
        await File.WriteAllTextAsync(file.FullName, "diff", Cancelled);
        file.LastWriteTimeUtc = changed;

        (await comparer.CompareAsync(runs, Cancelled))
            .Files.Single()
            .IsSame.Should()
            .BeTrue("only its facts are looked at");
        file.LastWriteTimeUtc = changed.AddSeconds(1);
        (await comparer.CompareAsync(runs, Cancelled)).Files.Single().IsSame.Should().BeFalse();
    }

    [Fact]
    public async Task Tests_are_newly_failing_newly_passing_slower_or_in_some_runs_only()
    {
        var first = await _history.SaveAsync();
        var second = await _history.SaveAsync();
        Junit(
            first,
            ("broke", "", 1),
            ("mended", "<failure/>", 1),
            ("slow", "", 1),
            ("jitter", "", 0.01),
            ("old", "", 1),
            ("same", "", 1)
        );
        Junit(
            second,
            ("broke", "<failure/>", 1),
            ("mended", "", 1),
            ("slow", "", 2),
            ("jitter", "", 0.05),
            ("new", "", 1),
            ("same", "", 1)
        );

        var comparison = await CompareAsync(first, second);

        comparison
            .Tests.Select(test => (test.Id, test.Change))
            .Should()
            .BeEquivalentTo([
                ("test_a.py::broke", TestChange.NewlyFailing),
                ("test_a.py::mended", TestChange.NewlyPassing),
                ("test_a.py::slow", TestChange.Slower),
                ("test_a.py::old", TestChange.OnlyInSome),
                ("test_a.py::new", TestChange.OnlyInSome),
            ]);
        comparison.Tests[0].Change.Should().Be(TestChange.NewlyFailing);
        comparison.SameTests.Should().Be(2);
    }

    [Fact]
    public async Task Metrics_packages_and_sessions_are_read_from_the_records()
    {
        var first = await _history.SaveAsync();
        var second = await _history.SaveAsync();
        var third = await _history.SaveAsync();
        await RecordsAsync(
            first,
            Session("3.11.7"),
            Metric("loss", 1, "2.5"),
            Metric("loss", 2, "0.5"),
            Metric("loss", 3, "1"),
            Packages("\"numpy\":\"1.26\",\"rich\":\"13\"")
        );
        await RecordsAsync(
            second,
            Session("3.12.1"),
            Metric("acc", 1, "\"NaN\""),
            Packages("\"numpy\":\"2.0\",\"rich\":\"13\"")
        );

        var comparison = await CompareAsync(first, second, third);

        comparison.Environment.Should().ContainSingle().Which.Values.Should().Equal("3.11.7", "3.12.1", null);
        comparison
            .Packages.Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(new ComparedValue("numpy", ["1.26", "2.0", null]));
        comparison.HasPackages.Should().Equal(true, true, false);
        comparison.Metrics.Select(m => m.Name).Should().Equal("acc", "loss");
        comparison.Metrics[1].Values.Should().Equal(new MetricSummary(3, 1, 0.5, 2.5, 3), null, null);
        comparison.Metrics[0].Values[1].Should().Be(new MetricSummary(1, null, null, null, 1));
    }

    [Fact]
    public async Task Commits_between_runs_are_named_when_the_repository_has_them()
    {
        using var repository = await TestRepository.CreateAsync();
        var from = await repository.CommitAsync("First", ("a.py", "1"));
        await repository.CommitAsync("Second <b>", ("a.py", "2"));
        var to = await repository.CommitAsync("Third", ("a.py", "3"));
        var first = await _history.SaveAsync(run => At(run, repository, from));
        var second = await _history.SaveAsync(run => At(run, repository, to));
        var unknown = await _history.SaveAsync(run => At(run, repository, new string('d', 40)));
        var hostile = await _history.SaveAsync(run => At(run, repository, "--output=/tmp/x"));

        var commits = (await CompareAsync(first, second, unknown, hostile)).Commits;

        (commits[0].Ahead, commits[0].Behind).Should().Be((0, 0));
        (commits[1].Ahead, commits[1].Behind).Should().Be((2, 0));
        commits[1].Between.Select(c => c.Subject).Should().Equal("Third", "Second <b>");
        commits[2].Ahead.Should().BeNull();
        commits[3].Ahead.Should().BeNull();
    }

    [Fact]
    public async Task One_run_or_the_same_twice_is_no_comparison()
    {
        var run = await _history.SaveAsync();

        await FluentActions.Awaiting(() => CompareAsync(run)).Should().ThrowAsync<RunnerException>();
        await FluentActions.Awaiting(() => CompareAsync(run, run)).Should().ThrowAsync<RunnerException>();
    }

    private static Task<RunComparison> CompareAsync(params Run[] runs) => Comparer().CompareAsync(runs, Cancelled);

    private static RunComparer Comparer()
    {
        var outputs = new OutputStore();
        return new RunComparer(outputs, new OutputHashes(outputs), GitParts.Program);
    }

    private static Run At(Run run, TestRepository repository, string sha) =>
        run with
        {
            ProjectRoot = repository.Project.Root,
            Revision = new Revision { Sha = sha, Branch = "main" },
        };

    private static RunSettings Settings(string[] args, string? seed) =>
        new()
        {
            Target = "train.py",
            Args = args,
            Environment = seed is null
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal) { ["SEED"] = seed },
        };

    private static void Output(Run run, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(run.Folder, "output", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static void Script(Run run, string program, string job) =>
        File.WriteAllText(
            Path.Combine(run.Folder, "script.py"),
            $"import json\n# ---- job begins ----\n{job}\n# ---- job ends ----\n{program}\n"
        );

    private static void Junit(Run run, params (string Name, string Inside, double Seconds)[] tests) =>
        File.WriteAllText(
            Path.Combine(run.Folder, "junit.xml"),
            "<testsuite>"
                + string.Concat(
                    tests.Select(t =>
                        string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"<testcase classname=\"test_a\" name=\"{t.Name}\" time=\"{t.Seconds}\">{t.Inside}</testcase>"
                        )
                    )
                )
                + "</testsuite>"
        );

    private static string Session(string python) =>
        LogFolder.Record($"{{\"record\":\"session\",\"python\":\"{python}\"}}");

    private static string Packages(string packages) =>
        LogFolder.Record($"{{\"record\":\"environment\",\"packages\":{{{packages}}}}}");

    private static string Metric(string name, int step, string value) =>
        $"##metric {{\"name\":\"{name}\",\"step\":{step},\"value\":{value}}}\n";

    private static async Task RecordsAsync(Run run, params string[] lines)
    {
        await using var log = LogIngest.Open(run.Folder, LogFolder.Nonce, SecretRedactor.ByShape);
        log.Append(LogFolder.Out(string.Concat(lines)));
        log.Flush();
    }
}
