using System.Globalization;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class QuotaTests
{
    private const string Gpu = ",\"machineShape\":\"NvidiaTeslaT4\",\"sessionTimeoutSeconds\":7200";
    private const string Waiting = "print('up', flush=True); import time; time.sleep(600)";

    // A Wednesday: the week began on Saturday and does not end while the clock is put forward by hours.
    private readonly ShiftedTime _clock = ShiftedTime.To(new DateTimeOffset(2026, 7, 8, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_session_under_way_uses_and_reserves_and_an_ended_one_has_used()
    {
        using var home = new TemporaryHome();
        await using (var server = await RunningServer.StartAsync(home, time: _clock))
        {
            await server.Caller.PushAsync(Waiting, more: Gpu);
            await server.Caller.LogHoldsAsync("up");
            _clock.Offset += TimeSpan.FromHours(1);

            var (used, reserved) = await GpuAsync(server.Caller);
            used.Should().BeInRange(3600, 3700);
            (used + reserved).Should().BeApproximately(7200, 0.1, "reserved is the rest until the time limit");

            await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000001}""");
            await server.Caller.EndOfAsync(1);
            (await GpuAsync(server.Caller)).Used.Should().BeInRange(3600, 3700);
            (await GpuAsync(server.Caller)).Reserved.Should().Be(0);
        }

        await using var again = await RunningServer.StartAsync(home, o => o with { Users = ["alice"] }, _clock);
        using var alice = again.As("alice");
        (await GpuAsync(again.Caller)).Used.Should().BeInRange(3600, 3700, "it survives a restart");
        (await GpuAsync(alice)).Used.Should().Be(0, "each user has their own");
        _clock.Offset += TimeSpan.FromDays(7);
        (await GpuAsync(again.Caller)).Used.Should().Be(0, "a new week has begun");
        var quota = await again.Caller.CallAsync("GetAcceleratorQuotaStatistics", "{}");
        quota.GetProperty("quotaRefreshTime").GetString().Should().Be("2026-07-18T00:00:00.000Z");
        quota.GetProperty("gpuQuota").GetProperty("hasEverRun").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("NvidiaTeslaT4", "Maximum weekly GPU quota of 1.50 hours reached.")]
    [InlineData("TpuV5E8", "Maximum weekly TPU quota of 1.50 hours reached.")]
    public async Task Spent_quota_refuses_in_Kaggles_words(string shape, string words)
    {
        using var home = new TemporaryHome();
        await using var server = await RunningServer.StartAsync(
            home,
            o => o with { WeeklyGpu = TimeSpan.FromHours(1.5), WeeklyTpu = TimeSpan.FromHours(1.5), TpuSessions = 2 },
            _clock
        );
        var more = $",\"machineShape\":\"{shape}\"";
        await server.Caller.PushAsync(Waiting, more: more);
        await server.Caller.LogHoldsAsync("up");
        _clock.Offset += TimeSpan.FromHours(2);

        var answer = await server.Caller.CallAsync("SaveKernel", KaggleCaller.Push("print(2)", more: more));
        var onCpu = await server.Caller.PushAsync("print(2)");

        answer.GetProperty("error").GetString().Should().Be(words);
        onCpu.Should().Be(2);
    }

    [Fact]
    public async Task A_session_that_ended_as_the_server_was_killed_is_counted_too()
    {
        using var home = new TemporaryHome();
        using (var server = await ServerProcess.StartAsync(home))
        {
            await server.Caller.PushAsync(Waiting, more: Gpu);
            await server.Caller.LogHoldsAsync("up");
            await server.KillAsync();
        }

        await File.AppendAllTextAsync(
            home.At("quota.jsonl"),
            "{\"session\":9,\"us",
            TestContext.Current.CancellationToken
        );
        await using var again = await RunningServer.StartAsync(home);
        (await again.Caller.EndOfAsync(1)).Should().Be("ERROR");
        double used = 0;
        await Eventually.BecomesAsync(async () => (used = (await GpuAsync(again.Caller)).Used) > 0);

        used.Should().BeLessThan(7200.001, "no longer than its time limit");
        (await File.ReadAllLinesAsync(home.At("quota.jsonl"), TestContext.Current.CancellationToken))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("100000001");
    }

    private static async Task<(double Used, double Reserved)> GpuAsync(KaggleCaller caller)
    {
        var quota = await caller.CallAsync("GetAcceleratorQuotaStatistics", "{}");
        return (Seconds(quota, "timeUsed"), Seconds(quota, "timeReserved"));
    }

    private static double Seconds(JsonElement quota, string name) =>
        double.Parse(
            quota.GetProperty("gpuQuota").GetProperty(name).GetString()!.TrimEnd('s'),
            CultureInfo.InvariantCulture
        );
}
