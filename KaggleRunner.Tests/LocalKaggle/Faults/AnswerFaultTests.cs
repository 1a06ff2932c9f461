using System.Globalization;
using System.Net;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class AnswerFaultTests
{
    [Fact]
    public async Task A_push_whose_answer_is_lost_was_accepted()
    {
        await using var server = await FaultyServer.StartAsync("lost-push-answer@1");

        var push = () => server.Caller.PostAsync("SaveKernel", KaggleCaller.Push("print(1)"));

        await push.Should().ThrowAsync<HttpRequestException>();
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.PushAsync("print(2)")).Should().Be(2);
        server.Injected().Should().Equal("lost-push-answer SaveKernel local/ci-runner");
    }

    [Fact]
    public async Task The_answer_of_a_read_is_lost_and_a_push_is_none()
    {
        await using var server = await FaultyServer.StartAsync("lost-answer@1");
        await server.Caller.PushAsync("print(1)");

        var read = () => server.Caller.PostAsync("GetKernel", KaggleCaller.Session(1));

        await read.Should().ThrowAsync<HttpRequestException>();
        using var again = await read();
        again.StatusCode.Should().Be(HttpStatusCode.OK);
        server.Caller.Journal().Count(line => line.GetProperty("method").ValueEquals("GetKernel")).Should().Be(2);
        server.Injected().Should().Equal("lost-answer GetKernel local/ci-runner");
    }

    [Fact]
    public async Task Half_a_JSON_comes_and_the_push_was_accepted()
    {
        await using var server = await FaultyServer.StartAsync("half-json@1");

        using var answer = await server.Caller.PostAsync("SaveKernel", KaggleCaller.Push("print(1)"));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        IsJson(text).Should().BeFalse(text);
        server.Injected().Should().Equal("half-json SaveKernel local/ci-runner");
        (await server.Caller.PushAsync("print(2)")).Should().Be(2);
    }

    [Fact]
    public async Task Half_an_array_comes_of_an_ended_log()
    {
        await using var server = await FaultyServer.StartAsync();
        await server.Caller.PushAsync("print('x' * 1000)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        await using var faulty = await RestartAsync(server, "half-json");

        var (text, whole) = await faulty.StreamAsync();

        whole.Should().BeTrue();
        IsJson(text).Should().BeFalse();
    }

    [Fact]
    public async Task All_times_are_hours_off_by_the_same()
    {
        await using var server = await FaultyServer.StartAsync("clock-skew");
        await server.Caller.PushAsync("print('2026-07-04T01:02:03.456Z')");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        using var answer = await server.Caller.PostAsync("GetKernel", KaggleCaller.Session(1));

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var metadata = JsonElement.Parse(text).GetProperty("metadata");
        var ran = DateTimeOffset.Parse(metadata.GetProperty("lastRunTime").GetString()!, CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow();
        (now - ran).Duration().Should().BeGreaterThan(TimeSpan.FromMinutes(59));
        (answer.Headers.Date!.Value - ran).Duration().Should().BeLessThan(TimeSpan.FromMinutes(2));
        text.Should().Contain("2026-07-04T01:02:03.456Z", "the source is not the server's");
    }

    private static Task<RunningServer> RestartAsync(RunningServer server, string fault)
    {
        var home = new TemporaryHome();
        CopyFolder(server.Caller.Home, home.Path);
        return RunningServer.StartAsync(
            home,
            options => options with { Faults = [.. KaggleRunner.LocalKaggle.Faults.FaultRule.Parse(fault)] }
        );
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            _ = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
