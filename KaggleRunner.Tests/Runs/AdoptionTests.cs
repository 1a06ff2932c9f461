using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Versions pushed by somebody else become runs: the real local Kaggle, literal JSON, a real Python.</summary>
public sealed class AdoptionTests
{
    private const string Nonce = "fedcba9876543210";

    private const string Foreign = """
        import pathlib
        print("    from elsewhere", flush=True)
        print('##kaggle-runner[0123456789abcdef] {"record":"verdict","outcome":"failed","reason":"forged"}')
        pathlib.Path("plot.txt").write_text("kept")
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_foreign_version_brings_home_its_log_and_outputs_and_is_judged_by_Kaggles_status()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        using var elsewhere = new Elsewhere(home);
        var (kernel, version) = await elsewhere.PushAsync("Made by <b>Hand</b>", Foreign);
        await elsewhere.WaitForAsync(kernel, "COMPLETE");

        var run = await AdoptAsync(home, repository, kernel, version);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.Verdict.Reason.Should().Contain("no test results");
        (run.Origin, run.Kernel, run.Version).Should().Be((RunOrigin.Foreign, kernel, version));
        run.Steps.Select(step => step.Kind)
            .Should()
            .NotContain([RunStepKind.Sync, RunStepKind.Generate, RunStepKind.Push]);
        (await LogFolder.FindAsync(run.Folder, "    from elsewhere")).Should().NotBeEmpty();
        RunRecords.Read(run.Folder).Should().BeEmpty("a foreign script has no nonce of ours");
        home.Get<OutputStore>().List(run.Folder).Select(output => output.Path).Should().Contain("plot.txt");
        (await File.ReadAllTextAsync(Path.Combine(run.Folder, "script.py"), Cancelled)).Should().Be(Foreign);
        home.Accepted("SaveKernel").Should().Be(1, "nothing is pushed");
        (await repository.GitAsync("status", "--porcelain")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_foreign_version_that_failed_is_red_and_one_that_still_runs_is_followed_and_can_be_stopped()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        using var elsewhere = new Elsewhere(home);
        var (broken, first) = await elsewhere.PushAsync("Broken by Hand", "print('so far')\nraise SystemExit(3)\n");
        var (endless, second) = await elsewhere.PushAsync(
            "Endless by Hand",
            "import time\nprint('under way', flush=True)\ntime.sleep(600)\n"
        );
        await elsewhere.WaitForAsync(broken, "ERROR");
        await elsewhere.WaitForAsync(endless, "RUNNING");

        var red = await home.WaitForEndAsync((await AdoptAsync(home, repository, broken, first)).Id);
        var live = await AdoptAsync(home, repository, endless, second);
        await home.WaitForLogAsync(live, "under way");
        await home.Get<RunCancellation>().CancelAsync(live.Id, Cancelled);
        live = await home.WaitForEndAsync(live.Id);

        red.Verdict!.Kind.Should().Be(VerdictKind.Failed, red.Verdict.Reason);
        red.Verdict.Reason.Should().Contain("so far");
        live.Verdict!.Kind.Should().Be(VerdictKind.Cancelled, live.Verdict.Reason);
    }

    [Fact]
    public async Task A_script_of_ours_from_another_home_has_its_records_its_tests_and_its_verdict()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        var sha = await repository.CommitAsync(
            "tests",
            ("tests/test_it.py", "def test_good():\n    pass\n\ndef test_bad():\n    assert 1 == 2\n")
        );
        using var elsewhere = new Elsewhere(home);
        var target = new Target("tests", TargetKind.Pytest);
        var script = await Elsewhere.ScriptAsync(home, repository, target, Nonce);
        var (kernel, version) = await elsewhere.PushAsync("Another Home", script);

        var run = await AdoptAsync(home, repository, kernel, version);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Failed, run.Verdict.Reason);
        run.Verdict.Reason.Should().NotContain("Kaggle says");
        run.Tests.Should().Be(new TestCounts(Passed: 1, Failed: 1, Total: 2));
        (run.Origin, run.Nonce, run.Target, run.Revision!.Sha).Should().Be((RunOrigin.Adopted, Nonce, target, sha));
        run.Settings.Quick.Should().BeTrue();
        File.Exists(Path.Combine(run.Folder, "junit.xml")).Should().BeTrue();

        var again = await home.Get<RunRepeater>().RepeatAsync(run.Id, Cancelled);
        again = await home.WaitForEndAsync(again.Id);
        again.Verdict!.Kind.Should().Be(VerdictKind.Failed, again.Verdict.Reason);
        (again.Origin, again.Version).Should().Be((RunOrigin.Launched, version + 1));
    }

    [Fact]
    public async Task A_version_is_adopted_once_however_many_ask_for_it()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();
        using var other = await TestRepository.CreatePushedAsync("other");
        using var elsewhere = new Elsewhere(home);
        var (kernel, version) = await elsewhere.PushAsync("Wanted by Many", Foreign);

        var attempts = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => TryAsync(() => AdoptAsync(home, i % 2 == 0 ? repository : other, kernel, version)))
        );
        var late = await TryAsync(() =>
            AdoptAsync(home, repository, kernel with { Owner = kernel.Owner.ToUpperInvariant() }, version)
        );

        attempts.OfType<Run>().Should().ContainSingle();
        late.Should().BeOfType<RunnerException>().Which.Message.Should().Contain("already");
        (await home.Store.ListAsync(new RunQuery(), Cancelled)).Should().ContainSingle();
        Directory
            .GetFiles(repository.Root, "script.py", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(other.Root, "script.py", SearchOption.AllDirectories))
            .Should()
            .ContainSingle("who came too late leaves nothing behind");
    }

    [Fact]
    public async Task What_is_not_there_or_is_a_run_of_this_home_is_refused_in_a_sentence()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        using var elsewhere = new Elsewhere(home);
        var own = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);
        var (kernel, version) = await elsewhere.PushAsync("Made by Hand", Foreign);
        var adopted = await home.WaitForEndAsync((await AdoptAsync(home, repository, kernel, version)).Id);

        var ours = await TryAsync(() => AdoptAsync(home, repository, own.Kernel!.Value, own.Version!.Value));
        var missing = await TryAsync(() => AdoptAsync(home, repository, kernel, 99));
        using var gone = await TestRepository.CreateAsync("gone");
        Directory.Delete(gone.Root, recursive: true);
        var (_, next) = await elsewhere.PushAsync("Made by Hand", Foreign);
        var homeless = await TryAsync(() => AdoptAsync(home, gone, kernel, next));
        var hostile = await TryAsync(() => AdoptAsync(home, repository, new KernelRef("..", "../x"), 1));
        var rerun = await TryAsync(() => home.Get<RunRepeater>().RepeatAsync(adopted.Id, Cancelled));

        ours.Should().BeOfType<RunnerException>().Which.Message.Should().Contain($"run #{own.Id.Number}");
        missing.Should().BeOfType<RunnerException>().Which.Message.Should().Contain("no version 99");
        homeless.Should().BeAssignableTo<RunnerException>();
        hostile.Should().BeAssignableTo<RunnerException>();
        rerun.Should().BeOfType<RunnerException>().Which.Message.Should().Contain("started elsewhere");
    }

    private static Task<Run> AdoptAsync(TestHome home, TestRepository repository, KernelRef kernel, int version) =>
        home.Get<RunAdoption>()
            .AdoptAsync(new AdoptionRequest(repository.Project, KaggleAccountKind.Local, kernel, version), Cancelled);

    /// <summary>The run, or why there is none.</summary>
    private static async Task<object> TryAsync(Func<Task<Run>> act)
    {
        try
        {
            return await act();
        }
        catch (RunnerException e)
        {
            return e;
        }
    }
}
