using System.Collections.Concurrent;
using System.Security.Cryptography;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.LocalKaggle;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs.Soak;

/// <summary>Whole runs, many at once, under random faults of the local Kaggle; the seed makes them repeatable.</summary>
public sealed class FaultSoakTests(ITestOutputHelper output)
{
    /// <summary>A stream may be silent for minutes, and a kernel's runs wait for each other.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_random_faults_no_verdict_is_wrong_and_no_line_file_or_push_is_lost_or_doubled()
    {
        var plan = SoakPlan.FromEnvironment();
        output.WriteLine($"{plan.Runs} runs with the seed {plan.Seed}");
        await using var home = await TestHome.StartAsync(withEngine: true, plan.LocalKaggleArguments);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("soak", (SoakJob.Script, SoakTargets.Work), (SoakJob.Tests, SoakTargets.Test));
        await repository.GitAsync("push", "--quiet");

        var defects = new ConcurrentQueue<string>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 2 * plan.Kernels, CancellationToken = Cancelled };
        await Parallel.ForEachAsync(
            plan.Jobs(),
            atOnce,
            async (job, _) =>
            {
                foreach (var defect in await TryAsync(home, repository, job))
                {
                    defects.Enqueue(defect);
                }
            }
        );

        var faults = await File.ReadLinesAsync(Path.Combine(home.LocalKaggle, "faults.jsonl"), Cancelled)
            .CountAsync(Cancelled);
        output.WriteLine($"{faults} faults struck; {defects.Count} defects");
        await Eventually.BecomesAsync(() => Strays.Count(SoakJob.Mark) == 0);
        home.Accepted("SaveKernel").Should().Be(plan.Runs, "each run is pushed once");
        string.Join('\n', defects).Should().BeEmpty($"the seed was {plan.Seed}");
    }

    private static async Task<IReadOnlyList<string>> TryAsync(TestHome home, TestRepository repository, SoakJob job)
    {
        var run = await home.LaunchAsync(
            repository.Root,
            job.Target,
            request => request with { Overrides = Overrides(job) }
        );
        if (job.End == SoakEnd.Stopped)
        {
            await home.WaitForLogAsync(run, "waiting for the end");
            await home.Get<RunCancellation>().CancelAsync(run.Id, Cancelled);
        }

        run = await home.WaitAsync(run.Id, now => now.HasEnded, Patience);
        return [.. Defects(run, job).Select(defect => $"{job.Number} ({job.End}) as {run.Id}: {defect}")];
    }

    private static SettingsOverrides Overrides(SoakJob job) =>
        new()
        {
            KernelSlug = job.Kernel,
            Environment = job.Environment,
            Timeout = TimeSpan.FromSeconds(job.End == SoakEnd.TimeLimit ? 20 : 600),
        };

    private static IEnumerable<string> Defects(Run run, SoakJob job)
    {
        if (run.Verdict!.Kind != job.Verdict)
        {
            yield return $"{run.Verdict.Kind} ({run.Verdict.Reason}) instead of {job.Verdict}";
        }

        var log = File.ReadAllText(Path.Combine(run.Folder, "log.txt")).Split('\n');
        var mark = $"«{job.Number}.";
        var lines = log.Where(line => line.Contains(mark, StringComparison.Ordinal)).ToList();
        var wrong = lines.Zip(job.AllLines).FirstOrDefault(pair => pair.First != pair.Second);
        if (lines.Count != job.Lines || wrong != default)
        {
            yield return $"{lines.Count} lines of {job.Lines}; the first wrong one: “{wrong.First}”, not “{wrong.Second}”";
        }

        foreach (var (path, hash) in job.AllFiles)
        {
            var file = Path.Combine(run.Folder, "output", path);
            if (!File.Exists(file))
            {
                yield return $"{path} is missing; {run.Notice}";
            }
            else if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) != hash)
            {
                yield return $"{path} is not what was written";
            }
        }
    }
}
