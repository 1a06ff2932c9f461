using System.Text.Json;

namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed class MatrixCommandTests(SampleHome sample)
{
    [Fact]
    public async Task A_matrix_starts_all_runs_follows_them_and_ends_with_a_table_and_the_worst_code()
    {
        var clone = await sample.CloneAsync();
        await File.WriteAllTextAsync(
            Path.Combine(clone, "sweep.py"),
            "import sys\nprint('seed', sys.argv[2], flush=True)\nsys.exit(int(sys.argv[2]) - 1)\n",
            TestContext.Current.CancellationToken
        );

        using var run = new CliProcess(
            sample.Home,
            clone,
            ["run", "--target", "sweep.py", "--matrix", "seed=1,2", "--sync", "bundle"]
        );

        (await run.EndAsync()).Should().Be(1, run.Error);
        run.Output.Should().MatchRegex(@"(?m)^#\d+ │ seed 1$").And.MatchRegex(@"(?m)^#\d+ │ seed 2$");
        run.Error.Should()
            .MatchRegex(@"Run #\d+: sweep.py \(seed=2\)")
            .And.MatchRegex(@"(?m)^#\d+ │ FAILED after")
            .And.MatchRegex(@"(?m)^run +seed +state")
            .And.MatchRegex(@"(?m)^#\d+ +1 +passed")
            .And.MatchRegex(@"(?m)^#\d+ +2 +failed")
            .And.NotContain("\u001b");
    }

    [Fact]
    public async Task A_narrowed_matrix_is_still_an_array_of_runs_for_programs()
    {
        using var run = sample.Start("run", "--target", "ticks.py", "--matrix", "seed=5", "--sync", "none", "--json");

        (await run.EndAsync()).Should().Be(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetArrayLength().Should().Be(1);
        json.RootElement[0].GetProperty("matrix").GetProperty("seed").GetString().Should().Be("5");
    }

    [Theory]
    [InlineData("seed", "names no values")]
    [InlineData("seed=", "names no values")]
    [InlineData("seed=1,1", "a second time")]
    public async Task What_is_no_matrix_is_a_usage_error(string text, string words)
    {
        using var run = sample.Start("run", "--target", "ticks.py", "--matrix", text, "--sync", "none");

        (await run.EndAsync()).Should().Be(2);
        run.Error.Should().Contain(words);
    }
}
