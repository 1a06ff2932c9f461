using System.Net;
using System.Net.Sockets;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_taken_port_is_a_sentence_and_exit_code_2()
    {
        using var home = new TemporaryHome();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await FailsAsync(2, $"Port {port} is taken", "--home", home.Path, "--port", $"{port}");
    }

    [Fact]
    public async Task A_missing_python_is_a_sentence_and_exit_code_2()
    {
        using var home = new TemporaryHome();

        await FailsAsync(2, "There is no Python at", "--home", home.Path, "--python", "/no/such/python");
    }

    [Theory]
    [InlineData("--home is needed", "--port", "0")]
    [InlineData("--hom", "--hom", "x")]
    [InlineData("not 'many'", "--home", "x", "--port", "many")]
    [InlineData("needs a value", "--home")]
    public async Task Wrong_arguments_are_a_sentence(string sentence, params string[] arguments)
    {
        using var error = new StringWriter();

        (await LocalKaggleProgram.RunAsync(arguments, error)).Should().Be(2);

        error
            .ToString()
            .Trim()
            .Should()
            .Contain(sentence.Replace("--home is", "--home DIR is", StringComparison.Ordinal))
            .And.NotContain("\n");
    }

    [Fact]
    public async Task Only_one_runs_on_a_home()
    {
        using var home = new TemporaryHome();
        using var first = await ServerProcess.StartAsync(home);

        await FailsAsync(3, "already runs", "--home", home.Path);

        using var health = await first.Caller.Http.GetAsync("/healthz", TestContext.Current.CancellationToken);
        health.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_stops_when_nobody_uses_it_but_not_while_a_session_runs()
    {
        using var home = new TemporaryHome();
        await using var server = await RunningServer.StartAsync(
            home,
            o => o with { Idle = TimeSpan.FromMilliseconds(500) }
        );
        await server.Caller.PushAsync(
            "import os, time\nprint('up', flush=True)\nwhile not os.path.exists('go'): time.sleep(0.01)"
        );
        await server.Caller.LogHoldsAsync("up");
        var began = TimeProvider.System.GetTimestamp();

        await Eventually.BecomesAsync(() => TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(3));
        File.Exists(home.At("address.json")).Should().BeTrue("a session runs");
        await File.WriteAllTextAsync(
            home.At("kernels/local/ci-runner/v1/working/go"),
            "",
            TestContext.Current.CancellationToken
        );

        await Eventually.BecomesAsync(() => !File.Exists(home.At("address.json")));
    }

    [Fact]
    public async Task A_hold_stops_a_push_before_or_after_it_is_accepted()
    {
        await using var server = await RunningServer.StartAsync(o => o with { AllowHolds = true });
        var holds = Directory.CreateDirectory(Path.Combine(server.Caller.Home, "holds")).FullName;
        var before = Path.Combine(holds, "SaveKernel.before");
        var after = Path.Combine(holds, "SaveKernel.after");
        await File.WriteAllTextAsync(before, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(after, "", TestContext.Current.CancellationToken);

        var push = server.Caller.PushAsync("print(1)");

        await Eventually.BecomesAsync(() => File.Exists(before + ".reached"));
        File.Exists(Path.Combine(server.Caller.Home, "journal.jsonl")).Should().BeFalse();
        File.Delete(before);
        await Eventually.BecomesAsync(() => File.Exists(after + ".reached"));
        server.Caller.Journal().Should().ContainSingle(line => line.GetProperty("method").GetString() == "SaveKernel");
        push.IsCompleted.Should().BeFalse();
        File.Delete(after);
        (await push).Should().Be(1);
    }

    private static async Task FailsAsync(int code, string sentence, params string[] arguments)
    {
        using var process = ServerProcess.Launch(arguments);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(code, error);
        error.Trim().Should().Contain(sentence).And.NotContain("\n");
    }
}
