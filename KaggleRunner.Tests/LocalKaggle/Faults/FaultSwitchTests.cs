using System.Net;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class FaultSwitchTests
{
    [Fact]
    public async Task A_server_that_was_not_asked_for_faults_cannot_be_made_to_inject_any()
    {
        await using var server = await RunningServer.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, "faults.json"),
            """{"faults":["server-error"]}""",
            TestContext.Current.CancellationToken
        );

        using var posted = await server.Caller.Http.PostAsync(
            "/faults",
            Json("""{"faults":["server-error"]}"""),
            TestContext.Current.CancellationToken
        );
        using var call = await server.Caller.PostAsync("ListKernels", "{}");

        posted.StatusCode.Should().Be(HttpStatusCode.NotFound);
        call.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Faults_go_on_and_off_by_a_call_with_the_key_while_the_server_lives()
    {
        await using var server = await RunningServer.StartAsync(options => options with { AllowHolds = true });
        (await StatusAsync(server)).Should().Be(HttpStatusCode.OK);

        var on = await SetAsync(server, """{"faults":["server-error","stream-cut=0.25@3"],"seed":7}""");
        on.Should().Be("""{"faults":["server-error=1","stream-cut=0.25@3"],"seed":7}""");
        (await StatusAsync(server)).Should().Be(HttpStatusCode.InternalServerError);
        (await SetAsync(server, """{"faults":[]}""")).Should().Be("""{"faults":[],"seed":7}""");
        (await StatusAsync(server)).Should().Be(HttpStatusCode.OK);

        using var wrong = await server.Caller.Http.PostAsync(
            "/faults",
            Json("""{"faults":["no-such"]}"""),
            TestContext.Current.CancellationToken
        );
        wrong.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var stranger = new HttpClient { BaseAddress = server.Caller.Http.BaseAddress };
        using var keyless = await stranger.GetAsync("/faults", TestContext.Current.CancellationToken);
        keyless.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Faults_go_on_and_off_by_a_file()
    {
        await using var server = await RunningServer.StartAsync(options => options with { AllowHolds = true });
        var file = Path.Combine(server.Caller.Home, "faults.json");

        await File.WriteAllTextAsync(file, """{"faults":["unava""", TestContext.Current.CancellationToken);
        (await StatusAsync(server)).Should().Be(HttpStatusCode.OK);
        await File.WriteAllTextAsync(file, """{"faults":["unavailable"]}""", TestContext.Current.CancellationToken);
        (await StatusAsync(server)).Should().Be(HttpStatusCode.ServiceUnavailable);
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        (await StatusAsync(server)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void The_same_seed_makes_the_same_decisions_whatever_else_is_on()
    {
        var rule = FaultRule.Parse("stream-cut=0.5").Single();

        var one = new FaultDie(rule, 7);
        var two = new FaultDie(rule with { Times = 3 }, 7);
        var other = new FaultDie(rule, 8);

        var rolls = Rolls(one);
        Rolls(two).Where(roll => roll is not null).Should().Equal(rolls.Where(roll => roll is not null).Take(3));
        Rolls(other).Should().NotEqual(rolls);
        rolls.Count(roll => roll is not null).Should().BeInRange(20, 80);
    }

    [Theory]
    [InlineData("no-such-fault", "There is no fault 'no-such-fault'")]
    [InlineData("stream-cut=2", "from 0 to 1")]
    [InlineData("stream-cut=x", "from 0 to 1")]
    [InlineData("stream-cut@x", "whole number")]
    public void A_fault_that_makes_no_sense_is_refused_at_the_start(string fault, string words)
    {
        var parse = () => LocalKaggleOptions.Parse(["--home", "x", "--fault", fault]);

        parse.Should().Throw<StartException>().WithMessage($"*{words}*");
    }

    [Fact]
    public void All_of_them_come_with_a_tenth_and_a_later_rule_takes_the_place_of_an_earlier()
    {
        var options = LocalKaggleOptions.Parse(["--home", "x", "--fault", "all", "--fault", "stream-cut=1@2"]);

        options.Faults.Should().HaveCount(FaultNames.Descriptions.Count + 1);
        options.Faults[0].Probability.Should().Be(0.1);
        options.Faults[^1].ToString().Should().Be("stream-cut=1@2");
    }

    [Fact]
    public async Task The_seed_is_said_at_the_start()
    {
        using var home = new TemporaryHome();
        using var process = ServerProcess.Launch("--home", home.Path, "--fault", "stream-cut=0.5");
        var said = "";
        while (!said.Contains("Faults: stream-cut=0.5; --fault-seed ", StringComparison.Ordinal))
        {
            said = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            said.Should().NotBeNull();
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        said.Should().MatchRegex("--fault-seed [0-9]+ repeats them");
    }

    private static List<int?> Rolls(FaultDie die) => [.. Enumerable.Range(0, 100).Select(_ => die.Roll())];

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server)
    {
        using var answer = await server.Caller.PostAsync("ListKernels", "{}");
        return answer.StatusCode;
    }

    private static async Task<string> SetAsync(RunningServer server, string json)
    {
        using var answer = await server.Caller.Http.PostAsync(
            "/faults",
            Json(json),
            TestContext.Current.CancellationToken
        );
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
