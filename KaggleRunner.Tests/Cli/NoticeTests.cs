using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>What a command that follows a run says of it on stderr, each once; another process is the engine.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_a_lost_Kaggle_an_idle_GPU_and_a_long_silence_are_said_once_each_and_not_in_the_log()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        await using var engine = FileLock.TryTake(new RunnerHome(home.Path).EngineLock);
        using var repository = await TestRepository.CreatePushedAsync();
        var run = await AddAsync(home, repository);
        using var follower = new CliProcess(home.Path, repository.Root, "logs", "1", "-f");

        await SaveAsync(run with { Waiting = "Waiting for run #7, which uses the same kernel." });
        await follower.SaysAsync("» waiting Waiting for run #7");
        await PrintAsync(run);
        run = run with { Version = 3, Steps = [new RunStep(RunStepKind.Running, run.CreatedAt, null)] };
        await SaveAsync(run);
        await follower.SaysAsync("» notice The GPU has not been used yet");
        await follower.SaysAsync("» notice Nothing has been printed for");
        await SaveAsync(run with { Waiting = "Kaggle is out of reach: no route. Trying again." });
        await follower.SaysAsync("» waiting Kaggle is out of reach: no route");
        await SaveAsync(run with { Waiting = "Kaggle is busy. Trying again." });
        await follower.SaysAsync("» waiting Kaggle is busy");
        await SaveAsync(run with { Waiting = "Kaggle is out of reach: still. Trying again." });
        await SaveAsync(run with { Waiting = null });
        await follower.SaysAsync("» going on after ");
        await SaveAsync(run with { Verdict = new Verdict(VerdictKind.Passed, "It passed."), EndedAt = run.CreatedAt });

        (await follower.EndAsync()).Should().Be(0, follower.Error);
        foreach (
            var said in (string[])
                [
                    "Waiting for run #7",
                    "» notice The GPU",
                    "» notice Nothing has been printed",
                    "out of reach",
                    "Kaggle is busy",
                    "going on",
                ]
        )
        {
            follower.Error.Split(said).Should().HaveCount(2, $"“{said}” is said once in: {follower.Error}");
        }

        follower.Output.Should().Be("begun\n");

        Task SaveAsync(Run now) => home.Store.SaveAsync(now, Cancelled);
    }

    private static async Task<Run> AddAsync(TestHome home, TestRepository repository)
    {
        var project = await home.Get<ProjectLocator>().OpenAsync(repository.Root, Cancelled);
        await home.Store.AddProjectAsync(project, Cancelled);
        var (number, folder) = ResultsFolder.Reserve(project.Root, "demo", 1);
        var run = RunExample.Create(folder, number, project.Id.Value, "demo");
        run = run with
        {
            ProjectRoot = project.Root,
            Account = KaggleAccountKind.Local,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Settings = run.Settings with { Accelerator = "NvidiaTeslaT4" },
        };
        run = run with { Steps = [new RunStep(RunStepKind.Push, run.CreatedAt, null)] };
        await home.Store.SaveAsync(run, Cancelled);
        return run;
    }

    /// <summary>By its own clock it has printed nothing for eleven minutes, and left its GPU alone.</summary>
    private static async Task PrintAsync(Run run)
    {
        await using var log = LogIngest.Open(run.Folder, run.Nonce, SecretRedactor.ByShape);
        log.Append(LogFolder.Out(LogSectionsTests.Phase("run", "started") + "begun\n", time: 0));
        for (var at = 0; at <= 680; at += 40)
        {
            log.Append(LogFolder.Out(LogFolder.Record("""{"record":"system","cpu":3,"gpu":0}"""), at));
        }

        log.Flush();
    }
}
