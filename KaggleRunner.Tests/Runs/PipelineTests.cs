using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Whole runs: a real repository, the real local Kaggle, a real Python.</summary>
public sealed class PipelineTests
{
    private const string PassingTest = "def test_good():\n    assert 1 + 1 == 2\n";
    private const string FailingTest = "def test_bad():\n    assert 1 + 1 == 3\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passing_folder_ends_green_and_a_failing_one_red()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        var sha = await repository.CommitAsync(
            "tests",
            ("tests/test_good.py", PassingTest),
            ("red/test_bad.py", FailingTest)
        );
        await repository.GitAsync("push", "--quiet");

        var green = await home.LaunchAsync(repository.Root, "tests");
        var red = await home.LaunchAsync(repository.Root, "red");
        green = await home.WaitForEndAsync(green.Id);
        red = await home.WaitForEndAsync(red.Id);

        green.Verdict!.Kind.Should().Be(VerdictKind.Passed, green.Verdict.Reason);
        green.Tests.Should().Be(new TestCounts(Passed: 1, Total: 1));
        green.Revision!.Sha.Should().Be(sha);
        red.Verdict!.Kind.Should().Be(VerdictKind.Failed, red.Verdict.Reason);
        red.Id.Number.Should().Be(green.Id.Number + 1);
        File.Exists(Path.Combine(green.Folder, "junit.xml")).Should().BeTrue();
        home.Accepted("SaveKernel").Should().Be(2);
        (green.Version, red.Version).Should().Be((1, 2), "the kernel is updated, not made anew");
    }

    [Fact]
    public async Task A_scripts_log_keeps_its_indentation_and_its_files_come_home()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        const string script = """
            import pathlib, sys
            print("begin")
            print("    indented\tand \u001b[31mred\u001b[0m")
            print('##metric {"name": "loss", "step": 1, "value": 0.5}')
            pathlib.Path("results").mkdir()
            pathlib.Path("results/plot of 🎈.txt").write_text(" ".join(sys.argv[1:]))
            """;
        await repository.CommitAsync("script", ("train.py", script));
        await repository.GitAsync("push", "--quiet");

        var run = await home.LaunchAsync(
            repository.Root,
            "train.py",
            request => request with { Overrides = new SettingsOverrides { Args = ["--name", "it's \"quoted\" {x}"] } }
        );
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        var lines = RunLog.Open(run.Folder).Snapshot(100).Lines.Select(line => line.Text).ToList();
        lines.Should().ContainInConsecutiveOrder("begin", "    indented\tand \u001b[31mred\u001b[0m");
        lines.Should().NotContain(line => line.Contains("##", StringComparison.Ordinal));
        RunRecords.Read<MetricRecord>(run.Folder).Should().ContainSingle().Which.Value.Should().Be(0.5);
        var output = Path.Combine(run.Folder, "output", "results", "plot of 🎈.txt");
        (await File.ReadAllTextAsync(output, Cancelled)).Should().Be("--name it's \"quoted\" {x}");
    }

    [Fact]
    public async Task What_the_user_ticked_is_committed_and_pushed_and_runs()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("tests/test_new.py", PassingTest);
        repository.Write("notes.txt", "mine");

        var run = await home.LaunchAsync(
            repository.Root,
            "tests",
            request =>
                request with
                {
                    Sync = new SyncRequest
                    {
                        Mode = SyncMode.Push,
                        Paths = ["tests/test_new.py"],
                        CommitMessage = "New",
                    },
                }
        );
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.Revision!.Sha.Should().Be(await repository.GitAsync("rev-parse", "origin/main"));
        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? notes.txt");
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_as_cancelled()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "sleep",
            (
                "train.py",
                "import time\nopen('early.txt', 'w').write('kept')\nprint('up', flush=True)\ntime.sleep(600)\n"
            )
        );
        await repository.GitAsync("push", "--quiet");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitForLogAsync(run, "up");

        await home.Get<RunCancellation>().CancelAsync(run.Id, Cancelled);
        run = await home.WaitForEndAsync(run.Id);

        (await File.ReadAllTextAsync(Path.Combine(run.Folder, "output", "early.txt"), Cancelled)).Should().Be("kept");

        run.Verdict!.Kind.Should().Be(VerdictKind.Cancelled, run.Verdict.Reason);
        (await LogFolder.FindAsync(run.Folder, "up"))
            .Should()
            .NotBeEmpty("what the session printed until then is kept");
    }

    [Fact]
    public async Task Tests_that_are_stopped_leave_their_report()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "tests",
            (
                "test_a.py",
                "import time\ndef test_good(): pass\ndef test_hangs():\n    open('up.txt', 'w').close()\n    time.sleep(600)\n"
            )
        );
        await repository.GitAsync("push", "--quiet");
        var run = await home.LaunchAsync(repository.Root, "test_a.py");
        run = await home.WaitAsync(run.Id, now => now.Tests.Passed == 1);

        await home.Get<RunCancellation>().CancelAsync(run.Id, Cancelled);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Cancelled, run.Verdict.Reason);
        var report = await File.ReadAllTextAsync(Path.Combine(run.Folder, "junit.xml"), Cancelled);
        report.Should().Contain("test_good");
    }

    [Fact]
    public async Task The_time_limit_of_the_settings_ends_the_run_as_timed_out()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("sleep", ("train.py", "import time\nprint('up', flush=True)\ntime.sleep(600)\n"));
        await repository.GitAsync("push", "--quiet");

        var run = await home.LaunchAsync(
            repository.Root,
            "train.py",
            request => request with { Overrides = new SettingsOverrides { Timeout = TimeSpan.FromSeconds(3) } }
        );
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.TimedOut, run.Verdict.Reason);
        run.Verdict.Reason.Should().Contain("3 s");
    }

    [Fact]
    public async Task Two_runs_of_one_kernel_go_one_after_the_other()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await TestRepository.CreatePushedAsync();
        using var hold = new Hold(home, "LogStream");
        var first = await home.LaunchAsync(repository.Root, "train.py");
        await hold.ReachedAsync(Cancelled);
        var second = await home.LaunchAsync(repository.Root, "train.py");

        var waiting = await home.WaitAsync(second.Id, run => run.Waiting is not null);
        hold.Dispose();
        first = await home.WaitForEndAsync(first.Id);
        second = await home.WaitForEndAsync(second.Id);

        waiting.Waiting.Should().Contain($"run #{first.Id.Number}");
        (first.Version, second.Version).Should().Be((1, 2));
        var end = first.Steps.Single(step => step.Kind == RunStepKind.Running).EndedAt;
        second.Steps.Single(step => step.Kind == RunStepKind.Push).StartedAt.Should().BeOnOrAfter(end!.Value);
    }

    [Fact]
    public async Task A_run_again_takes_the_same_commit_though_the_branch_moved_on()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        var first = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);
        await repository.CommitAsync("later", ("train.py", "raise SystemExit(1)\n"));
        await repository.GitAsync("push", "--quiet");

        var again = await home.Get<RunRepeater>().RepeatAsync(first.Id, Cancelled);
        again = await home.WaitForEndAsync(again.Id);

        again.Verdict!.Kind.Should().Be(VerdictKind.Passed, again.Verdict.Reason);
        again.Revision!.Sha.Should().Be(first.Revision!.Sha);
        Directory.Exists(first.Folder).Should().BeTrue("results of an earlier run survive");
        again.Folder.Should().NotBe(first.Folder);
    }

    [Fact]
    public async Task A_commit_that_was_never_pushed_is_no_run_but_a_sentence_with_the_way_out()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("only here", ("train.py", "print(1)\n"));
        await repository.AddRemoteAsync();

        var run = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Error);
        run.Verdict.Reason.Should().Contain("push");
        home.Accepted("SaveKernel").Should().Be(0);
    }
}
