using System.Globalization;
using System.Text.RegularExpressions;

namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed partial class InterruptionTests(SampleHome sample)
{
    [Fact]
    public async Task A_run_cancelled_by_another_process_exits_with_130()
    {
        using var run = sample.Start("run", "--target", "endless.py");
        await run.SeesAsync("under way");

        using var cancel = sample.Start("cancel", Number(run));
        (await cancel.EndAsync()).Should().Be(0, cancel.Error);

        (await run.EndAsync()).Should().Be(130);
        run.Error.Should().Contain("CANCELLED  run #");
    }

    [Fact]
    public async Task A_run_that_ended_cannot_be_cancelled()
    {
        using var run = sample.Start("run", "--target", "tests/test_metrics.py");
        await run.EndAsync();

        using var cancel = sample.Start("cancel", Number(run));
        (await cancel.EndAsync()).Should().Be(2);
        cancel.Error.Should().Contain("already ended");
    }

    [Fact]
    public async Task Interrupting_the_one_who_follows_stops_nothing()
    {
        using var run = sample.Start("run", "--target", "ticks.py");
        await run.SeesAsync("tick 3");
        run.Interrupt();
        (await run.EndAsync()).Should().Be(130);
        run.Error.Should()
            .Contain($"kaggle-runner logs {Number(run)} -f")
            .And.Contain($"kaggle-runner cancel {Number(run)}");

        using var follow = sample.Start("logs", Number(run), "-f");

        (await follow.EndAsync()).Should().Be(0, follow.Error);
        Tick()
            .Matches(follow.Output)
            .Select(match => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture))
            .Should()
            .Equal(Enumerable.Range(0, 40));
    }

    [Fact]
    public async Task A_detached_run_goes_on_and_a_follower_that_is_not_the_engine_sees_all_of_it()
    {
        using var run = sample.Start("run", "--target", "ticks.py", "--detach");
        (await run.EndAsync()).Should().Be(0, run.Error);

        using var engine = sample.Start("logs", Number(run), "-f");
        await engine.SeesAsync("tick 0");
        using var follower = sample.Start("logs", Number(run), "-f");

        (await follower.EndAsync()).Should().Be(0, follower.Error);
        (await engine.EndAsync()).Should().Be(0, engine.Error);
        follower.Output.Should().Be(engine.Output).And.Contain("tick 39");
    }

    private static string Number(CliProcess run) => RunNumber().Match(run.Error).Groups["n"].Value;

    [GeneratedRegex("^tick (?<n>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Tick();

    [GeneratedRegex("Run #(?<n>[0-9]+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunNumber();
}
