using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class SampleTests : IDisposable
{
    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("tests", "passed", "19 tests passed.")]
    [InlineData(
        "tests_failing",
        "failed",
        "1 of 1 test failed: tests_failing/test_expectation.py::test_a_straight_line_cannot_separate_the_moons."
    )]
    public async Task The_samples_tests_end_as_its_readme_says(string target, string outcome, string reason)
    {
        var run = await _sandbox.RunAsync(await SampleAsync(), target, TargetKind.Pytest);

        run.Verdict.Outcome.Should().Be(outcome);
        run.Verdict.Reason.Should().Be(reason);
    }

    [Fact]
    public async Task The_samples_experiment_shows_progress_and_metrics()
    {
        var run = await _sandbox.RunAsync(
            await SampleAsync(),
            "experiments/train.py",
            TargetKind.Script,
            settings => settings with { Quick = true, Args = ["--epochs", "2"] }
        );

        run.Errors.Should().Contain("\r\u001b[36m").And.Contain("2/2");
        run.Program.Should().Contain("##metric {\"name\": \"loss\", \"step\": 1, \"value\": ");
        run.Outputs.Should().Contain(["results/history.csv", "results/report.md", "results/summary.json"]);
    }

    private Task<SourceRepository> SampleAsync()
    {
        var sample = Path.Combine(Checkout.Root, "samples/hello-kaggle");
        var files = Directory
            .EnumerateFiles(sample, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("__pycache__", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(sample, path), File.ReadAllText(path)));
        return _sandbox.RepositoryAsync([.. files]);
    }
}
