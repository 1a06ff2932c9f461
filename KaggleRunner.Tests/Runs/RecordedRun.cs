using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Core.Runs.Storage;
using KaggleRunner.Tests.Kaggle;

namespace KaggleRunner.Tests.Runs;

/// <summary>A run in a store of its own before a recorded Kaggle, for one step of the pipeline; waits are short.</summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RecordedRun(KaggleBench bench, Func<Run, Run>? change)
    {
        Bench = bench;
        var databases = new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), TimeProvider.System);
        var run = RunExample.Create(_folder.Combine("1"));
        Live = new LiveRun(
            change?.Invoke(run) ?? run,
            new RunStore(databases, TimeProvider.System),
            TimeProvider.System
        );
        Context = new KaggleContext(KaggleBench.LocalAccount(bench.Kaggle.Root), bench.Client, Pace);
    }

    public static Pace Pace { get; } =
        Pace.For(KaggleAccountKind.Local) with
        {
            WhileQueued = TimeSpan.FromMilliseconds(20),
            Reconnect = TimeSpan.FromMilliseconds(20),
            SessionLimit = TimeSpan.FromMilliseconds(20),
            Settle = TimeSpan.FromMilliseconds(300),
            Patience = TimeSpan.FromSeconds(20),
        };

    public KaggleBench Bench { get; }
    public LiveRun Live { get; }
    public KaggleContext Context { get; }

    public static async Task<RecordedRun> StartAsync(Func<Run, Run>? change = null) =>
        new(await KaggleBench.StartAsync(), change);

    /// <summary>How often this method was called.</summary>
    public int Calls(string method) =>
        Bench.Kaggle.Requests.Count(request => request.Path.EndsWith(method, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Live.Dispose();
        await Bench.DisposeAsync();
        _folder.Dispose();
    }
}
