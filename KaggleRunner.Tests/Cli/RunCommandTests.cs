using System.Text.Json;

namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed class RunCommandTests(SampleHome sample)
{
    [Fact]
    public async Task A_passing_target_exits_with_0_and_prints_its_log_in_plain_text()
    {
        using var run = sample.Start("run", "--target", "tests/test_metrics.py");

        (await run.EndAsync()).Should().Be(0, run.Error);
        run.Output.Should().Contain("test_confusion_matrix_counts_each_kind_of_error PASSED");
        run.Output.Should().NotContain("##kaggle-runner").And.NotContain("\u001b");
        run.Error.Should().Contain("PASSED  run #").And.Contain("5 passed, 0 failed").And.NotContain("\u001b");
    }

    [Fact]
    public async Task A_failing_test_exits_with_1_and_is_named()
    {
        using var run = sample.Start("run", "--target", "tests_failing", "--json");

        (await run.EndAsync()).Should().Be(1, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        root.GetProperty("verdict").GetString().Should().Be("failed");
        root.GetProperty("exitCode").GetInt32().Should().Be(1);
        root.GetProperty("failedTests")[0].GetProperty("id").GetString().Should().StartWith("tests_failing/");
        run.Error.Should().Contain("1 failed in").And.Contain("FAILED  run #");
    }

    [Fact]
    public async Task A_quick_script_leaves_its_plot_which_can_be_downloaded_once()
    {
        using var run = sample.Start("run", "--target", "experiments/train.py", "--quick", "--json");
        (await run.EndAsync()).Should().Be(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var number = json.RootElement.GetProperty("number").GetRawText();
        json.RootElement.GetProperty("outputs")
            .EnumerateArray()
            .Select(output => output.GetProperty("path").GetString())
            .Should()
            .Contain("results/loss.png");

        using var to = new TemporaryFolder();
        string[] download = ["download", number, "--pattern", "**/*.png", "--to", to.Path];
        using var first = sample.Start(download);
        (await first.EndAsync()).Should().Be(0, first.Error);
        Directory.EnumerateFiles(to.Path, "*", SearchOption.AllDirectories).Should().ContainSingle();
        new FileInfo(to.Combine("results", "loss.png")).Length.Should().BePositive();

        await File.WriteAllTextAsync(to.Combine("results", "loss.png"), "mine", TestContext.Current.CancellationToken);
        using var second = sample.Start(download);
        (await second.EndAsync()).Should().Be(2);
        second.Error.Should().Contain("--force");
        (await File.ReadAllTextAsync(to.Combine("results", "loss.png"), TestContext.Current.CancellationToken))
            .Should()
            .Be("mine");
    }

    [Fact]
    public async Task A_run_is_listed_shown_printed_and_run_again()
    {
        using var run = sample.Start("run", "--target", "tests/test_data.py", "--json");
        (await run.EndAsync()).Should().Be(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var number = json.RootElement.GetProperty("number").GetInt32();
        var commit = json.RootElement.GetProperty("commit").GetString();

        (await OutputAsync("list")).Should().MatchRegex($@"#{number} +passed +tests/test_data\.py +8 passed");
        (await OutputAsync("show", $"{number}")).Should().Contain("passed").And.Contain(commit![..7]);
        (await OutputAsync("logs", $"{number}")).Should().Contain("8 passed in");
        (await OutputAsync("logs", $"{number}", "--tail", "1")).Should().StartWith("====").And.Contain("8 passed in");

        using var again = JsonDocument.Parse(await OutputAsync("rerun", $"{number}", "--json"));
        again.RootElement.GetProperty("number").GetInt32().Should().BeGreaterThan(number);
        again.RootElement.GetProperty("commit").GetString().Should().Be(commit);
    }

    [Fact]
    public async Task A_failure_is_explained_and_what_failed_can_be_run_again_alone()
    {
        using var run = sample.Start("run", "--target", "tests_failing", "--json");
        (await run.EndAsync()).Should().Be(1, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var number = json.RootElement.GetProperty("number").GetRawText();
        var error = json.RootElement.GetProperty("failure").GetProperty("error");
        error.GetProperty("text").GetString().Should().StartWith("AssertionError: a straight line");
        error.GetProperty("test").GetString().Should().StartWith("tests_failing/");
        run.Error.Should().MatchRegex(@"error +AssertionError: a straight line .* \(line \d+ of the log\)");

        using var again = sample.Start("rerun", number, "--failed", "--json");
        (await again.EndAsync()).Should().Be(1, again.Error);
        using var report = JsonDocument.Parse(again.Output);
        report.RootElement.GetProperty("target").GetString().Should().Be(error.GetProperty("test").GetString());

        using var passing = JsonDocument.Parse(await OutputAsync("run", "--target", "tests/test_data.py", "--json"));
        using var nothing = sample.Start("rerun", passing.RootElement.GetProperty("number").GetRawText(), "--failed");
        (await nothing.EndAsync()).Should().Be(2);
        nothing.Error.Should().Contain("No test of run");
    }

    private async Task<string> OutputAsync(params string[] arguments)
    {
        using var command = sample.Start(arguments);
        (await command.EndAsync()).Should().Be(0, command.Error);
        return command.Output;
    }
}
