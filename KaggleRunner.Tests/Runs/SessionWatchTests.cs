using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Core.Runs.Storage;
using KaggleRunner.Tests.Kaggle;

namespace KaggleRunner.Tests.Runs;

public sealed class SessionWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_final_status_is_not_taken_for_this_runs_while_the_version_holds_another_script()
    {
        await using var bench = await KaggleBench.StartAsync();
        var run = RunExample.Create(_folder.Combine("1"));
        bench.Kaggle.On("GetKernel", Holding("print('the run before')")).On("GetKernel", Holding($"# {run.Nonce}"));
        var databases = new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), TimeProvider.System);
        using var live = new LiveRun(run, new RunStore(databases, TimeProvider.System), TimeProvider.System);
        var kaggle = new KaggleContext(
            KaggleBench.LocalAccount(bench.Kaggle.Root),
            bench.Client,
            Pace.For(KaggleAccountKind.Kaggle)
        );
        var watch = new SessionWatch(live, kaggle, new KernelVersion(KaggleBench.Kernel, 2), TimeProvider.System);

        (await watch.IsOursAsync(sawOurRecords: false, Cancelled)).Should().BeFalse();
        (await watch.IsOursAsync(sawOurRecords: false, Cancelled)).Should().BeTrue();
        (await watch.IsOursAsync(sawOurRecords: true, Cancelled)).Should().BeTrue();
    }

    [Fact]
    public async Task A_foreign_script_is_known_by_its_text_to_the_last_byte()
    {
        await using var bench = await KaggleBench.StartAsync();
        const string source = "\uFEFFprint('elsewhere')\r\n";
        var run = RunExample.Create(_folder.Combine("1")) with { Origin = RunOrigin.Foreign };
        AtomicFile.WriteAllText(Path.Combine(run.Folder, "script.py"), source);
        bench.Kaggle.On("GetKernel", Holding(source.Trim())).On("GetKernel", Holding(source));
        var databases = new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), TimeProvider.System);
        using var live = new LiveRun(run, new RunStore(databases, TimeProvider.System), TimeProvider.System);
        var kaggle = new KaggleContext(
            KaggleBench.LocalAccount(bench.Kaggle.Root),
            bench.Client,
            Pace.For(KaggleAccountKind.Kaggle)
        );
        var watch = new SessionWatch(live, kaggle, new KernelVersion(KaggleBench.Kernel, 2), TimeProvider.System);

        (await watch.IsOursAsync(sawOurRecords: false, Cancelled)).Should().BeFalse();
        (await watch.IsOursAsync(sawOurRecords: false, Cancelled)).Should().BeTrue();
    }

    private static string Holding(string source) =>
        $$$"""{"metadata":{"currentVersionNumber":2},"blob":{"source":{{{JsonSerializer.Serialize(source)}}}}}""";
}
