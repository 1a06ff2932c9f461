using System.Globalization;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs.Fetching;

/// <summary>
/// The dashboard is killed with SIGKILL at random moments while outputs come, by themselves or because somebody asked for
/// them. <c>./test.sh</c> takes the defaults; <c>bench/kill-downloads.sh</c> sets the variables.
/// </summary>
public sealed class KilledDownloadTests(ITestOutputHelper output)
{
    private const int KillsOfOneRun = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public async Task Killed_at_random_moments_everything_comes_once_and_nothing_in_part(bool onDemand, int kills)
    {
        kills = Number("KILLS") is { } all ? (all + 1) / 2 : kills;
        var seed = Number("SEED") ?? 20261124;
        output.WriteLine($"{kills} kills with the seed {seed}");
        var random = new Random(onDemand ? seed + 1 : seed);
        await using var home = await TestHome.StartAsync(withEngine: false, "--fault", "download-slow=0.1");
        using var repository = await TestRepository.CreatePushedAsync();
        var config = onDemand ? "outputs: {download: {max_size: 1}}" : "timeout: 10m";
        await repository.CommitAsync("script", ("train.py", ManyOutputs.Script), ("config/train.yml", config));
        await repository.GitAsync("push", "--quiet");

        for (var killed = 0; killed < kills; )
        {
            var run = await home.LaunchAsync(repository.Root, "train.py");
            var moments = Enumerable
                .Range(0, Math.Min(KillsOfOneRun, kills - killed))
                .Select(_ => random.NextDouble())
                .Order()
                .ToList();
            killed += onDemand
                ? await KillFetchAsync(home, run, moments)
                : await KillCollectionAsync(home, run, moments);
        }
    }

    private async Task<int> KillCollectionAsync(TestHome home, Run run, IReadOnlyList<double> moments)
    {
        var killed = 0;
        foreach (var moment in moments)
        {
            killed += await KillAtAsync(home, run, moment, () => IsEnded(home, run)) ? 1 : 0;
        }

        await using var last = await DashboardProcess.StartAsync(home.Path);
        run = await home.WaitForEndAsync(run.Id);
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        Expect(run);
        return killed;
    }

    private async Task<int> KillFetchAsync(TestHome home, Run run, IReadOnlyList<double> moments)
    {
        await using (await DashboardProcess.StartAsync(home.Path))
        {
            run = await home.WaitForEndAsync(run.Id);
        }

        OutputsFile.Read(run.Folder)!.Fetchable.Should().HaveCount(ManyOutputs.Files);
        // As the page asks for them.
        new FetchFiles(new Core.Common.RunnerHome(home.Path)).Write(new OutputFetch(run.Id, OutputWish.All));
        var killed = 0;
        foreach (var moment in moments)
        {
            killed += await KillAtAsync(home, run, moment, () => Task.FromResult(!IsAsked(home))) ? 1 : 0;
        }

        await using var last = await DashboardProcess.StartAsync(home.Path);
        await Hold.UntilAsync(() => !IsAsked(home), Cancelled);
        run = (await home.Store.FindAsync(run.Id, Cancelled))!;
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        Expect(run);
        return killed;
    }

    /// <summary>Kills the dashboard once this share of all bytes has come; false when everything was there before that.</summary>
    private async Task<bool> KillAtAsync(TestHome home, Run run, double share, Func<Task<bool>> isDone)
    {
        await using var dashboard = await DashboardProcess.StartAsync(home.Path);
        var most = (long)(share * ManyOutputs.Bytes);
        var before = Come(run.Folder);
        while (Come(run.Folder) is var come && (come <= before || come < most))
        {
            if (await isDone())
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancelled);
        }

        await dashboard.KillAsync();
        output.WriteLine($"killed at {Come(run.Folder)} of {ManyOutputs.Bytes} bytes");
        ManyOutputs.Wrong(run.Folder).Should().BeEmpty("what stands in its place is whole");
        return true;
    }

    private static void Expect(Run run)
    {
        ManyOutputs.Wrong(run.Folder).Should().BeEmpty();
        var outputs = OutputsFile.Read(run.Folder)!;
        outputs.Missing.Should().BeEmpty();
        new OutputStore().List(run.Folder).Select(file => file.Path).Should().BeEquivalentTo(ManyOutputs.Paths);
        run.OutputCount.Should().Be(ManyOutputs.Files);
        run.OutputsInterrupted.Should().BeNull();
        Directory.Exists(Path.Combine(run.Folder, ".collecting")).Should().BeFalse();
    }

    private static async Task<bool> IsEnded(TestHome home, Run run) =>
        (await home.Store.FindAsync(run.Id, Cancelled))!.HasEnded;

    private static bool IsAsked(TestHome home) =>
        Directory.EnumerateFiles(Path.Combine(home.Path, FetchFiles.Folder), "*.json").Any();

    private static long Come(string folder)
    {
        try
        {
            return new[] { "output", ".collecting" }
                .Select(name => new DirectoryInfo(Path.Combine(folder, name)))
                .Where(part => part.Exists)
                .SelectMany(part => part.EnumerateFiles("*", SearchOption.AllDirectories))
                .Sum(file => file.Length);
        }
        catch (IOException)
        {
            // A file was moved to its place meanwhile.
            return 0;
        }
    }

    private static int? Number(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable($"KAGGLE_RUNNER_KILL_{name}"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
