using System.Globalization;
using System.Net;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class StatusTests
{
    [Fact]
    public async Task The_status_is_that_of_the_version_asked_for()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        await server.Caller.PushAsync("raise SystemExit(3)");
        (await server.Caller.EndOfAsync(2)).Should().Be("ERROR");

        (await server.Caller.StateAsync(1)).Should().Be("COMPLETE");
        var newest = await server.Caller.CallAsync(
            "GetKernelSessionStatus",
            """{"userName":"local","kernelSlug":"ci-runner"}"""
        );
        newest.GetProperty("status").GetString().Should().Be("ERROR");
        newest.GetProperty("failureMessage").GetString().Should().Contain("exit code 3");
    }

    [Theory]
    [InlineData("3")]
    [InlineData("v9")]
    [InlineData("vv1")]
    public async Task A_label_that_names_no_version_is_not_found(string label)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");

        using var response = await server.Caller.PostAsync(
            "GetKernelSessionStatus",
            $$"""{"userName":"local","kernelSlug":"ci-runner","versionLabel":"{{label}}"}"""
        );

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_kernel_that_does_not_exist_is_forbidden()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Caller.PostAsync("GetKernel", KaggleCaller.Session(1, "never-pushed"));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_session_is_queued_while_python_is_being_prepared()
    {
        await using var server = await RunningServer.StartAsync();
        var preparing = Path.Combine(server.Caller.Home, "python.preparing");
        await File.WriteAllTextAsync(
            preparing,
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            TestContext.Current.CancellationToken
        );
        await server.Caller.PushAsync("print(1)");

        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        status.GetRawText().Should().Be("{}", "a missing enum is its value 0, QUEUED");
        File.Delete(preparing);

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
    }

    [Fact]
    public async Task A_session_does_not_wait_for_a_preparation_that_died()
    {
        await using var server = await RunningServer.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, "python.preparing"),
            "999999999",
            TestContext.Current.CancellationToken
        );

        await server.Caller.PushAsync("print(1)");

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
    }
}
