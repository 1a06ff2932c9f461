using System.Net;

namespace KaggleRunner.Tests.CommandLine;

public sealed class LocalKaggleCommandTests
{
    [Fact]
    public async Task The_local_kaggle_runs_in_the_foreground_until_it_is_interrupted()
    {
        using var home = new TemporaryFolder();
        using var command = new CliProcess(home.Path, home.Path, "local-kaggle", "--fault", "stream-cut=0.5");
        await command.SeesAsync("Kaggle's own tool, pointed here:");
        await command.SeesAsync($"KAGGLE_CONFIG_DIR={home.Combine("local-kaggle")} kaggle kernels list -m");
        command.Error.Should().Contain("The local Kaggle is at http://127.0.0.1:");
        command.Output.Should().MatchRegex("Faults: stream-cut=0.5; --fault-seed [0-9]+ repeats them");
        var link = command
            .Output.Split('\n')
            .Single(line => line.StartsWith("Status page", StringComparison.Ordinal))
            .Split(": ", 2)[1];

        using var browser = new HttpClient();
        using var page = await browser.GetAsync(link, TestContext.Current.CancellationToken);
        page.StatusCode.Should().Be(HttpStatusCode.OK);

        command.Interrupt();
        (await command.EndAsync()).Should().Be(0, command.Error);
        File.Exists(home.Combine("local-kaggle", "address.json")).Should().BeFalse();
        var token = link.Split("token=")[1];
        command.Output.Split(token).Should().HaveCount(2, "the token stands in the link alone");
        Directory
            .EnumerateFiles(home.Path, "*", SearchOption.AllDirectories)
            .Should()
            .OnlyContain(file => !File.ReadAllText(file).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_runs_already_is_shown_and_takes_no_other_options_and_can_be_stopped()
    {
        using var home = new TemporaryFolder();
        using var command = new CliProcess(home.Path, home.Path, "local-kaggle");
        await command.SeesAsync("Status page");

        using var second = new CliProcess(home.Path, home.Path, "local-kaggle");
        (await second.EndAsync()).Should().Be(0, second.Error);
        second.Output.Should().Contain("Status page").And.Contain("http_proxy=http://127.0.0.1:");
        using var other = new CliProcess(home.Path, home.Path, "local-kaggle", "--port", "0");
        (await other.EndAsync()).Should().Be(2);
        other.Error.Should().Contain("runs already").And.Contain("--stop");

        using var stop = new CliProcess(home.Path, home.Path, "local-kaggle", "--stop");
        (await stop.EndAsync()).Should().Be(0, stop.Error);
        (await command.EndAsync()).Should().Be(0, command.Error);
        using var again = new CliProcess(home.Path, home.Path, "local-kaggle", "--stop");
        (await again.EndAsync()).Should().Be(0, again.Error);
        again.Error.Should().Contain("No local Kaggle runs.");
    }

    [Theory]
    [InlineData("There is no fault 'no-such'", "--fault", "no-such")]
    [InlineData("--port takes a number", "--port", "70000")]
    [InlineData("is no recorded log", "--replay", "/dev/null")]
    public async Task What_the_server_cannot_take_is_a_usage_error_in_its_own_words(
        string words,
        params string[] options
    )
    {
        using var home = new TemporaryFolder();
        using var command = new CliProcess(home.Path, home.Path, ["local-kaggle", .. options]);

        (await command.EndAsync()).Should().Be(2, command.Error);

        command.Error.Should().Contain(words);
    }
}
