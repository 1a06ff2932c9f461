using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>
/// The dashboard's process is killed with SIGKILL while it stands at a barrier, and started again: the run must end as
/// if nothing had been. The barriers are held by the other side of each step: git's hook, or the local Kaggle.
/// </summary>
public sealed class DurabilityTests
{
    private const int Lines = 60;

    private const string Script = """
        import pathlib, sys, time
        for number in range(60):
            print(f"line {number:03}", flush=True)
            print(f"    error {number:03}", file=sys.stderr, flush=True)
            time.sleep(0.02)
        pathlib.Path("results").mkdir()
        for number in range(5):
            pathlib.Path(f"results/{number}.txt").write_text("x" * 1000 * (number + 1))
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SaveKernel.before")]
    [InlineData("SaveKernel.after")]
    [InlineData("Status")]
    [InlineData("LogStream")]
    [InlineData("ListOutput")]
    [InlineData("Download")]
    public async Task Killed_while_Kaggle_answers_the_run_ends_as_if_nothing_had_been(string barrier)
    {
        await using var home = await TestHome.StartAsync(withEngine: false, "--allow-holds");
        using var repository = await PushedScriptAsync();
        using var hold = new Hold(home, barrier);
        var run = await home.LaunchAsync(repository.Root, "train.py");

        await using (var killed = await DashboardProcess.StartAsync(home.Path))
        {
            await hold.ReachedAsync(Cancelled);
            await killed.KillAsync();
        }

        hold.Dispose();
        await using var next = await DashboardProcess.StartAsync(home.Path);

        await ExpectUnharmedAsync(home, await home.WaitForEndAsync(run.Id));
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_log_no_line_is_lost_or_doubled()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await PushedScriptAsync();
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await using (var killed = await DashboardProcess.StartAsync(home.Path))
        {
            await home.WaitForLogAsync(run, "line 010");
            await killed.KillAsync();
        }

        await using var next = await DashboardProcess.StartAsync(home.Path);

        await ExpectUnharmedAsync(home, await home.WaitForEndAsync(run.Id));
    }

    [Fact]
    public async Task Killed_between_commit_and_push_the_commit_is_pushed_once()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await PushedScriptAsync();
        repository.Write("train.py", Script + "\n# changed\n");
        var reached = repository.Beside("reached");
        var goOn = repository.Beside("go-on");
        repository.WriteHook("pre-push", $"touch '{reached}'; while [ ! -e '{goOn}' ]; do sleep 0.05; done");
        var run = await home.LaunchAsync(
            repository.Root,
            "train.py",
            request =>
                request with
                {
                    Sync = new SyncRequest
                    {
                        Mode = SyncMode.Push,
                        Paths = ["train.py"],
                        CommitMessage = "Change",
                    },
                }
        );

        await using (var killed = await DashboardProcess.StartAsync(home.Path))
        {
            await Hold.UntilAsync(() => File.Exists(reached), Cancelled);
            await killed.KillAsync();
        }

        await File.WriteAllTextAsync(goOn, "", Cancelled);
        await using var next = await DashboardProcess.StartAsync(home.Path);

        run = await home.WaitForEndAsync(run.Id);
        await ExpectUnharmedAsync(home, run);
        (await repository.GitAsync("log", "--format=%s", "origin/main"))
            .Split('\n')
            .Should()
            .Equal("Change", "script", "first");
        run.Revision!.Sha.Should().Be(await repository.GitAsync("rev-parse", "origin/main"));
    }

    private static async Task<TestRepository> PushedScriptAsync()
    {
        var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("script", ("train.py", Script));
        await repository.GitAsync("push", "--quiet");
        return repository;
    }

    private static async Task ExpectUnharmedAsync(TestHome home, Run run)
    {
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        home.Accepted("SaveKernel").Should().Be(1, "a run is pushed once");
        var log = RunLog.Open(run.Folder);
        var lines = log.Read(1, log.Snapshot(0).LineCount).Select(line => line.Text).ToList();
        var numbers = Enumerable.Range(0, Lines).ToList();
        Numbered(lines, "line ").Should().Equal(numbers);
        Numbered(lines, "    error ").Should().Equal(numbers);
        for (var number = 0; number < 5; number++)
        {
            var output = Path.Combine(run.Folder, "output", "results", $"{number}.txt");
            (await File.ReadAllTextAsync(output, Cancelled)).Should().HaveLength(1000 * (number + 1));
        }
    }

    private static IEnumerable<int> Numbered(IEnumerable<string> lines, string prefix) =>
        lines
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => int.Parse(line[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>A point at which the local Kaggle waits until the hold is disposed.</summary>
internal sealed class Hold : IDisposable
{
    private readonly string _file;

    public Hold(TestHome home, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.LocalKaggle, "holds")).FullName;
        _file = Path.Combine(folder, name);
        File.WriteAllText(_file, "");
    }

    public Task ReachedAsync(CancellationToken cancellationToken) =>
        UntilAsync(() => File.Exists(_file + ".reached"), cancellationToken);

    public void Dispose() => File.Delete(_file);

    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
        }
    }
}
