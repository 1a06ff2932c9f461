using System.Diagnostics;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>A runaway kernel fills neither the disk nor the memory.</summary>
public sealed class CapTests
{
    [Theory]
    [InlineData("bwrap")]
    [InlineData("plain")]
    public async Task A_session_that_fills_its_working_folder_is_ended(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o =>
            o with
            {
                Isolation = isolation,
                WorkingLimit = 5_000_000,
            }
        );

        await server.Caller.PushAsync(
            """
            import time
            with open("big.bin", "wb") as file:
                for _ in range(100):
                    file.write(bytes(100_000)); file.flush()
            time.sleep(600)
            """
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await MessageAsync(server)).Should().Contain("--working-limit");
    }

    [Fact]
    public async Task A_session_that_is_quicker_than_the_look_does_not_pass_either_but_holes_in_files_take_no_room()
    {
        await using var server = await RunningServer.StartAsync(o => o with { WorkingLimit = 5_000_000 });

        await server.Caller.PushAsync("open('big.bin', 'wb').write(bytes(9_000_000))");
        await server.Caller.PushAsync("open('sparse.bin', 'wb').truncate(9_000_000_000)");

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await server.Caller.EndOfAsync(2)).Should().Be("COMPLETE");
    }

    [Fact]
    public async Task A_log_beyond_the_limit_is_cut_there_and_says_so()
    {
        await using var server = await RunningServer.StartAsync(o => o with { LogLimit = 1_000_000 });

        await server.Caller.PushAsync(
            "for i in range(400_000): print(i, 'lines and lines and lines')\nopen('done', 'w')"
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1, "stderr")).Should().Contain("limit of 1000000 bytes");
        var log = new FileInfo(Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/log.jsonl"));
        log.Length.Should().BeLessThan(1_200_000);
        File.Exists(Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/working/done")).Should().BeTrue();
    }

    [Fact]
    public async Task A_gigabyte_without_a_line_end_does_not_stay_in_the_servers_memory()
    {
        using var home = new TemporaryHome();
        using var server = await ServerProcess.StartAsync(home, "--log-limit", "64");

        await server.Caller.PushAsync("import os\nblock = b'x' * 1_000_000\nfor _ in range(1000): os.write(1, block)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        var listed = await server.Caller.Http.GetAsync("/healthz", TestContext.Current.CancellationToken);
        listed.EnsureSuccessStatusCode();

        PeakMegabytes(home).Should().BeLessThan(500);
    }

    [Fact]
    public void Limits_are_told_in_gigabytes_and_megabytes()
    {
        var options = LocalKaggleOptions.Parse([
            "--home",
            "/tmp/x",
            "--working-limit",
            "2",
            "--dataset-limit",
            "3",
            "--log-limit",
            "4",
        ]);

        options.WorkingLimit.Should().Be(2L << 30);
        options.DatasetLimit.Should().Be(3L << 30);
        options.LogLimit.Should().Be(4L << 20);
    }

    private static double PeakMegabytes(TemporaryHome home)
    {
        var address = System.Text.Json.JsonElement.Parse(File.ReadAllText(home.At("address.json")));
        using var process = Process.GetProcessById(address.GetProperty("pid").GetInt32());
        return process.PeakWorkingSet64 / 1e6;
    }

    private static async Task<string?> MessageAsync(RunningServer server)
    {
        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        return status.GetProperty("failureMessage").GetString();
    }
}
