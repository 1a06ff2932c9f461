using System.Diagnostics;
using System.Text.Json;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>What can go wrong around a run: it waits or ends with a sentence, and loses nothing.</summary>
public sealed class TroubleTests
{
    private const string Endless = "import time\nprint('up', flush=True)\ntime.sleep(600)\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_local_Kaggle_that_was_killed_in_the_middle_ends_the_run_with_a_sentence()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await PushedAsync(Endless);
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitForLogAsync(run, "up");

        await KillLocalKaggleAsync(home);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Error);
        run.Verdict.Reason.Should().Contain("died while this session ran").And.EndWith("up");
        home.Accepted("SaveKernel").Should().Be(1);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_when_there_is_room_again_the_log_is_whole()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await PushedAsync("for n in range(50):\n    print(f'line {n}')\n");
        using var hold = new Hold(home, "SaveKernel.before");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await hold.ReachedAsync(Cancelled);
        var log = Path.Combine(run.Folder, "log.txt");
        File.CreateSymbolicLink(log, "/dev/full");
        hold.Dispose();

        run = await home.WaitAsync(
            run.Id,
            now => now.Waiting?.Contains("The disk is full", StringComparison.Ordinal) == true
        );
        run.HasEnded.Should().BeFalse();
        File.Delete(log);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.Waiting.Should().BeNull();
        RunLog
            .Open(run.Folder)
            .Snapshot(100)
            .Lines.Select(line => line.Text)
            .Where(line => line.StartsWith("line ", StringComparison.Ordinal))
            .Should()
            .Equal(Enumerable.Range(0, 50).Select(n => $"line {n}"));
        home.Accepted("SaveKernel").Should().Be(1);
    }

    [Fact]
    public async Task A_kernel_that_became_public_is_told_and_a_later_version_does_not_disturb_the_run()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await PushedAsync("print('mine')\n");
        using var hold = new Hold(home, "LogStream");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await hold.ReachedAsync(Cancelled);
        run = (await home.Store.FindAsync(run.Id, Cancelled))!;

        var account = await home.Get<KaggleAccounts>().ConnectAsync(KaggleAccountKind.Local, Cancelled);
        var other = new KernelPush
        {
            Kernel = run.Kernel!.Value,
            Title = run.Settings.Kernel.Title,
            Source = "raise SystemExit(1)",
            IsPrivate = false,
        };
        var pushed = await home.Get<KaggleClientFactory>().For(account).SaveKernelAsync(other, Cancelled);
        hold.Dispose();
        run = await home.WaitForEndAsync(run.Id);

        pushed.Version.Should().Be(run.Version + 1);
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.Notice.Should().Contain("is public");
        (await LogFolder.FindAsync(run.Folder, "mine")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_session_that_somebody_stopped_on_Kaggle_is_cancelled_and_says_by_whom()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await PushedAsync(Endless);
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitForLogAsync(run, "up");
        run = await home.WaitAsync(run.Id, now => now.SessionId is not null);

        var account = await home.Get<KaggleAccounts>().ConnectAsync(KaggleAccountKind.Local, Cancelled);
        await home.Get<KaggleClientFactory>().For(account).CancelAsync(run.SessionId!.Value, Cancelled);
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict.Should().Be(new Verdict(VerdictKind.Cancelled, "Stopped on Kaggle."));
    }

    [Fact]
    public async Task A_lost_database_costs_no_results_and_no_number_is_given_twice()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await PushedAsync(Endless);
        var first = await home.LaunchAsync(repository.Root, "train.py");

        await using var empty = await TestHome.StartAsync(withEngine: false);
        var second = await empty.LaunchAsync(repository.Root, "train.py");

        second.Id.Number.Should().Be(first.Id.Number + 1);
        File.Exists(Path.Combine(first.Folder, "run.json")).Should().BeTrue();
    }

    private static async Task KillLocalKaggleAsync(TestHome home)
    {
        var address = await File.ReadAllTextAsync(Path.Combine(home.LocalKaggle, "address.json"), Cancelled);
        using var json = JsonDocument.Parse(address);
        using var process = Process.GetProcessById(json.RootElement.GetProperty("pid").GetInt32());
        process.Kill();
        await process.WaitForExitAsync(Cancelled);
    }

    private static async Task<TestRepository> PushedAsync(string script)
    {
        var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("script", ("train.py", script));
        await repository.GitAsync("push", "--quiet");
        return repository;
    }
}
