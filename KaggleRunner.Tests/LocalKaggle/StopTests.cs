namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>However a session ends, nothing that it started goes on, daemons included.</summary>
public sealed class StopTests
{
    private readonly string _word = $"stray-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_cancel_leaves_no_process(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        await server.Caller.PushAsync(Strays.Script(_word));
        await server.Caller.LogHoldsAsync("ready");
        Strays.Count(_word).Should().BeGreaterThanOrEqualTo(2, "the daemons run");

        var answer = await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000001}""");

        answer.GetRawText().Should().Be("{}");
        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        Strays.Count(_word).Should().Be(0);
        (await server.Caller.OutputAsync(1)).Should().Be("ready\n", "the log is kept");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_script_hears_that_it_ends_and_what_it_leaves_then_is_its_output(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        await server.Caller.PushAsync(
            """
            import signal, sys, time
            def end(*_):
                open("late.txt", "w").write("x")
                print("goodbye", flush=True)
                sys.exit(1)
            signal.signal(signal.SIGTERM, end)
            print("ready", flush=True)
            time.sleep(600)
            """
        );
        await server.Caller.LogHoldsAsync("ready");

        await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000001}""");

        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        (await server.Caller.OutputAsync(1)).Should().Be("ready\ngoodbye\n");
        var files = await server.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));
        files.GetProperty("files")[0].GetProperty("name").GetString().Should().Be("late.txt");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("plain")]
    public async Task A_script_that_does_not_listen_is_killed(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        await server.Caller.PushAsync(
            "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + Strays.Script(_word)
        );
        await server.Caller.LogHoldsAsync("ready");

        await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000001}""");

        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        Strays.Count(_word).Should().Be(0);
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task The_time_limit_leaves_no_process(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });

        await server.Caller.PushAsync(Strays.Script(_word), more: ",\"sessionTimeoutSeconds\":2");

        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        Strays.Count(_word).Should().Be(0);
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_script_that_ends_by_itself_leaves_no_process_and_its_code_counts(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });

        await server.Caller.PushAsync(Strays.Script(_word, "os.kill(os.getpid(), 9)"));

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        Strays.Count(_word).Should().Be(0);
        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        status.GetProperty("failureMessage").GetString().Should().Contain("137");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_server_that_is_killed_takes_its_sessions_along_and_tells_when_it_is_back(string isolation)
    {
        using var home = new TemporaryHome();
        using (var server = await ServerProcess.StartAsync(home, "--isolation", isolation))
        {
            await server.Caller.PushAsync(Strays.Script(_word));
            await server.Caller.LogHoldsAsync("ready");
            await server.KillAsync();
        }

        await Eventually.BecomesAsync(() => Strays.Count(_word) == 0);
        await using var again = await RunningServer.StartAsync(home);
        (await again.Caller.StateAsync(1)).Should().Be("ERROR");
        var status = await again.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        status.GetProperty("failureMessage").GetString().Should().Contain("died while this session ran");
        (await again.Caller.OutputAsync(1)).Should().Be("ready\n");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("plain")]
    public async Task A_server_that_is_stopped_ends_its_sessions_first(string isolation)
    {
        using var home = new TemporaryHome();
        using (var server = await ServerProcess.StartAsync(home, "--isolation", isolation))
        {
            await server.Caller.PushAsync(Strays.Script(_word));
            await server.Caller.LogHoldsAsync("ready");
            using var follower = await server.Caller.Http.GetAsync(
                "/v1/kernels/logs/stream/local/ci-runner",
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            using var stop = await server.Caller.Http.PostAsync(
                "/shutdown",
                null,
                TestContext.Current.CancellationToken
            );
            stop.EnsureSuccessStatusCode();
            (await server.ExitAsync()).Should().Be(0);
        }

        Strays.Count(_word).Should().Be(0);
        File.Exists(home.At("address.json")).Should().BeFalse();
        await using var again = await RunningServer.StartAsync(home);
        (await again.Caller.StateAsync(1)).Should().Be("ERROR");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_notebook_that_is_cancelled_leaves_no_process(string isolation)
    {
        Notebooks.SkipUnlessInstalled();
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        await server.Caller.PushNotebookAsync(Strays.Script(_word));
        await server.Caller.LogHoldsAsync("ready");

        await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000001}""");

        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        Strays.Count(_word).Should().Be(0);
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_notebook_that_ends_or_reaches_its_time_limit_leaves_no_process(string isolation)
    {
        Notebooks.SkipUnlessInstalled();
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });

        await server.Caller.PushNotebookAsync(Strays.Script(_word, "pass"));
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        Strays.Count(_word).Should().Be(0);
        await server.Caller.CallAsync(
            "SaveKernel",
            Notebooks.Push(Notebooks.Source(Strays.Script(_word)), ",\"sessionTimeoutSeconds\":5")
        );

        (await server.Caller.EndOfAsync(2)).Should().Be("CANCEL_ACKNOWLEDGED");
        Strays.Count(_word).Should().Be(0);
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_killed_server_takes_its_notebooks_along_and_their_outputs_are_listed(string isolation)
    {
        Notebooks.SkipUnlessInstalled();
        using var home = new TemporaryHome();
        using (var server = await ServerProcess.StartAsync(home, "--isolation", isolation))
        {
            await server.Caller.PushNotebookAsync("open('early.txt', 'w').write('x')", Strays.Script(_word));
            await server.Caller.LogHoldsAsync("ready");
            await server.KillAsync();
        }

        await Eventually.BecomesAsync(() => Strays.Count(_word) == 0);
        await using var again = await RunningServer.StartAsync(home);
        (await again.Caller.StateAsync(1)).Should().Be("ERROR");
        var files = await again.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));
        files.GetProperty("files")[0].GetProperty("name").GetString().Should().Be("early.txt");
    }

    [Fact]
    public async Task What_a_killed_server_left_behind_is_swept_away_at_the_next_start()
    {
        using var home = new TemporaryHome();
        await File.WriteAllTextAsync(home.At("mark"), "0123456789abcdef", TestContext.Current.CancellationToken);
        var start = new System.Diagnostics.ProcessStartInfo("sleep", ["600"]);
        start.Environment["KAGGLE_CONTAINER_NAME"] = "kaggle_0123456789abcdef-7-webtier";
        using var left = System.Diagnostics.Process.Start(start)!;

        await using var server = await RunningServer.StartAsync(home);

        await left.WaitForExitAsync(TestContext.Current.CancellationToken);
        left.ExitCode.Should().Be(137);
    }

    [Fact]
    public async Task A_torn_last_line_of_the_log_and_a_half_made_version_are_cleared_away()
    {
        using var home = new TemporaryHome();
        using (var server = await ServerProcess.StartAsync(home))
        {
            await server.Caller.PushAsync(Strays.Script(_word));
            await server.Caller.LogHoldsAsync("ready");
            await server.KillAsync();
        }

        var kernel = home.At("kernels/local/ci-runner");
        await File.AppendAllTextAsync(
            Path.Combine(kernel, "v1/log.jsonl"),
            "{\"stream_na",
            TestContext.Current.CancellationToken
        );
        Directory.CreateDirectory(Path.Combine(kernel, ".v2.half"));

        await using var again = await RunningServer.StartAsync(home);

        (await again.Caller.OutputAsync(1)).Should().Be("ready\n");
        (await again.Caller.PushAsync("print(2)")).Should().Be(2);
        Directory.Exists(Path.Combine(kernel, ".v2.half")).Should().BeFalse();
    }

    [Fact]
    public async Task A_disk_that_is_full_ends_the_session_with_an_error()
    {
        await using var server = await RunningServer.StartAsync();
        var preparing = Path.Combine(server.Caller.Home, "python.preparing");
        await File.WriteAllTextAsync(preparing, $"{Environment.ProcessId}", TestContext.Current.CancellationToken);
        await server.Caller.PushAsync(Strays.Script(_word));
        File.CreateSymbolicLink(Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/log.jsonl"), "/dev/full");

        File.Delete(preparing);

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        status.GetProperty("failureMessage").GetString().Should().Contain("No space left");
        Strays.Count(_word).Should().Be(0);
    }

    [Fact]
    public async Task A_foreign_session_id_is_forbidden_and_an_ended_session_says_so()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");
        await server.Caller.EndOfAsync(1);

        using var foreign = await server.Caller.PostAsync("CancelKernelSession", """{"kernelSessionId":7}""");
        var ended = await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":"100000001"}""");

        ((int)foreign.StatusCode).Should().Be(403);
        ended.GetProperty("errorMessage").GetString().Should().Contain("ended");
    }
}
