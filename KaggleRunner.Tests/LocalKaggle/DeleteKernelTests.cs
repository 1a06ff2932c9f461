namespace KaggleRunner.Tests.LocalKaggle;

public sealed class DeleteKernelTests
{
    private const string Name = """{"userName":"local","kernelSlug":"ci-runner"}""";
    private readonly string _word = $"stray-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_deleted_kernel_is_gone_with_its_sessions_and_folder_and_its_name_is_free()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");
        await server.Caller.EndOfAsync(1);
        await server.Caller.PushAsync(Strays.Script(_word));
        await server.Caller.LogHoldsAsync("ready", 2);

        (await server.Caller.CallAsync("DeleteKernel", Name)).GetRawText().Should().Be("{}");

        (await server.Caller.StatusOfAsync("GetKernel", Name)).Should().Be(403);
        (await server.Caller.StatusOfAsync("CancelKernelSession", """{"kernelSessionId":100000002}"""))
            .Should()
            .Be(403);
        (await server.Caller.PushAsync("print(3)")).Should().Be(1, "it is another kernel of the same name");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        await Eventually.BecomesAsync(() => Strays.Count(_word) == 0);
        await Eventually.BecomesAsync(() =>
            Directory.GetDirectories(Path.Combine(server.Caller.Home, "kernels/local")).Length == 1
        );
    }

    [Fact]
    public async Task Neither_the_ids_nor_the_time_used_come_back_after_a_restart()
    {
        using var home = new TemporaryHome();
        await using (var server = await RunningServer.StartAsync(home))
        {
            await server.Caller.PushAsync(
                "print('up', flush=True); import time; time.sleep(600)",
                more: ",\"enableGpu\":true"
            );
            await server.Caller.LogHoldsAsync("up");
            await server.Caller.CallAsync("DeleteKernel", Name);
            await Eventually.BecomesAsync(() => Directory.GetDirectories(home.At("kernels/local")).Length == 0);
        }

        await using var again = await RunningServer.StartAsync(home);
        var pushed = await again.Caller.CallAsync("SaveKernel", KaggleCaller.Push("import os; print(os.environ)"));
        await again.Caller.EndOfAsync(1);

        pushed.GetProperty("kernelId").GetInt64().Should().Be(1002);
        (await again.Caller.OutputAsync(1)).Should().Contain("-100000002-webtier");
        var quota = await again.Caller.CallAsync("GetAcceleratorQuotaStatistics", "{}");
        quota.GetProperty("gpuQuota").GetProperty("hasEverRun").GetBoolean().Should().BeTrue();
        quota.GetProperty("gpuQuota").GetProperty("timeUsed").GetString().Should().NotBe("0.000s");
    }

    [Fact]
    public async Task What_a_dying_server_left_of_a_deleted_kernel_is_cleared_away()
    {
        using var home = new TemporaryHome();
        await using (var server = await RunningServer.StartAsync(home))
        {
            await server.Caller.PushAsync("print(1)");
            await server.Caller.EndOfAsync(1);
        }

        var record = home.At("kernels/local/ci-runner/kernel.json");
        var text = await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            record,
            text.Replace("\"deleted\":false", "\"deleted\":true", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        await using var again = await RunningServer.StartAsync(home);

        Directory.Exists(home.At("kernels/local/ci-runner")).Should().BeFalse();
        (await again.Caller.StatusOfAsync("GetKernel", Name)).Should().Be(403);
    }
}
