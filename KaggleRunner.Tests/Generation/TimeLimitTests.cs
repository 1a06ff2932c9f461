using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class TimeLimitTests : IDisposable
{
    /// <summary>A daemon as old books teach it: forked twice, in a session of its own, deaf to signals.</summary>
    private const string Daemon = """
        import os, signal, sys, time
        for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sig, signal.SIG_IGN)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(600)
            os._exit(0)
        open("early.txt", "w").write("made before the end")

        """;

    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_time_limit_stops_the_target_collects_and_leaves_no_process()
    {
        var run = await RunAsync("a.py", TargetKind.Script, Daemon + "time.sleep(600)\n", seconds: 3);

        run.Verdict.Outcome.Should().Be("timed_out");
        run.Verdict.Reason.Should().Contain("the time limit is 3 s");
        run.ExitCode.Should().NotBe(0);
        run.Outputs.Should().Equal("early.txt");
        _sandbox.StrayProcesses().Should().BeEmpty();
    }

    [Fact]
    public async Task A_test_that_hangs_is_named_and_the_report_is_written()
    {
        var run = await RunAsync(
            "test_a.py",
            TargetKind.Pytest,
            "import time\ndef test_good(): pass\ndef test_hangs(): time.sleep(600)\n",
            seconds: 4
        );

        run.Verdict.Outcome.Should().Be("timed_out");
        run.Verdict.Reason.Should().Contain("test_a.py::test_hangs");
        run.Tests.Select(test => test.Outcome).Should().BeEquivalentTo("passed", "failed");
        File.Exists(Path.Combine(_sandbox.Working, "junit.xml")).Should().BeTrue();
        _sandbox.StrayProcesses().Should().BeEmpty();
    }

    [Fact]
    public async Task A_target_that_ends_leaves_no_daemon_behind()
    {
        var run = await RunAsync("a.py", TargetKind.Script, Daemon, seconds: 60);

        run.Verdict.Outcome.Should().Be("passed");
        _sandbox.StrayProcesses().Should().BeEmpty();
    }

    private Task<KernelRun> RunAsync(string target, TargetKind kind, string source, int seconds) =>
        _sandbox.RunAsync(
            target,
            kind,
            [(target, source)],
            settings => settings with { Timeout = TimeSpan.FromSeconds(seconds) }
        );
}
