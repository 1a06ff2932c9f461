using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Runs;

/// <summary>
/// A home of a test's own with a real local Kaggle, and a process (this one) that launches and watches runs in it; it
/// is the engine only when asked for.
/// </summary>
internal sealed class TestHome : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;

    private TestHome(bool withEngine, IReadOnlyList<string> localKaggleArguments, Action<IServiceCollection>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new TestOutputLogging());
        configure?.Invoke(builder.Services);
        builder.Services.AddKaggleRunner(new RunnerHome(Path));
        builder.Services.Configure<LocalKaggleOptions>(options =>
        {
            foreach (var argument in localKaggleArguments)
            {
                options.Arguments.Add(argument);
            }
        });
        if (withEngine)
        {
            builder.Services.AddEngine();
        }

        _host = builder.Build();
    }

    public string Path => _folder.Combine("home");
    public string LocalKaggle => _folder.Combine("home/local-kaggle");
    public RunStore Store => Get<RunStore>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<TestHome> StartAsync(bool withEngine, params string[] localKaggleArguments) =>
        StartAsync(withEngine, localKaggleArguments, configure: null);

    public static Task<TestHome> StartAsync(bool withEngine, Action<IServiceCollection> configure) =>
        StartAsync(withEngine, [], configure);

    private static async Task<TestHome> StartAsync(
        bool withEngine,
        IReadOnlyList<string> localKaggleArguments,
        Action<IServiceCollection>? configure
    )
    {
        var home = new TestHome(withEngine, localKaggleArguments, configure);
        await home._host.StartAsync(Cancelled);
        await home.Get<LocalKaggleLauncher>().EnsureAsync(Cancelled);
        return home;
    }

    public IServiceProvider Services => _host.Services;

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Launches a run as a page would, with the consent to commit and push what differs.</summary>
    public async Task<Run> LaunchAsync(
        string repository,
        string target,
        Func<LaunchRequest, LaunchRequest>? change = null
    ) => (await LaunchAllAsync(repository, target, change)).Single();

    public async Task<IReadOnlyList<Run>> LaunchAllAsync(
        string repository,
        string target,
        Func<LaunchRequest, LaunchRequest>? change = null
    )
    {
        var project = await Get<ProjectLocator>().OpenAsync(repository, Cancelled);
        var request = new LaunchRequest { Project = project, Targets = [target] };
        return await Get<RunLauncher>().LaunchAsync(change?.Invoke(request) ?? request, Cancelled);
    }

    /// <summary>Waits until the run is as asked for.</summary>
    public async Task<Run> WaitAsync(RunId id, Func<Run, bool> condition, TimeSpan? patience = null)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        watching.CancelAfter(patience ?? TimeSpan.FromMinutes(2));
        var changes = Get<RunFeed>().WatchAsync(watching.Token);
        var now = await Store.FindAsync(id, Cancelled);
        if (condition(now!))
        {
            return now!;
        }

        await foreach (var run in changes)
        {
            if (run.Id == id && condition(run))
            {
                return run;
            }
        }

        throw new TimeoutException($"Run {id} did not come to be as waited for.");
    }

    /// <summary>Waits until the run's log holds the text.</summary>
    public async Task WaitForLogAsync(Run run, string text)
    {
        var log = RunLog.Open(run.Folder);
        while ((await log.SearchAsync(new LogQuery(text), Cancelled)).Total == 0)
        {
            await Get<LogFeed>().WaitAsync(run.Id, TimeSpan.FromMilliseconds(50), Cancelled);
        }
    }

    public Task<Run> WaitForEndAsync(RunId id) => WaitAsync(id, run => run.HasEnded);

    /// <summary>How often the local Kaggle accepted this method, by its journal.</summary>
    public int Accepted(string method)
    {
        var journal = System.IO.Path.Combine(LocalKaggle, "journal.jsonl");
        return File.Exists(journal)
            ? File.ReadLines(journal)
                .Count(line =>
                    line.Contains($"\"{method}\"", StringComparison.Ordinal)
                    && line.Contains("\"ok\"", StringComparison.Ordinal)
                )
            : 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await Get<LocalKaggleLauncher>().StopAsync(CancellationToken.None);
        _host.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Log lines of the hosts go to the test's output.</summary>
internal sealed class TestOutputLogging : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TestLogger(categoryName);

    public void Dispose() { }

    private sealed class TestLogger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= LogLevel.Warning
            || (logLevel >= LogLevel.Information && category.StartsWith("KaggleRunner", StringComparison.Ordinal));

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{logLevel} {category}: {formatter(state, exception)} {exception}"
                );
            }
        }
    }
}
