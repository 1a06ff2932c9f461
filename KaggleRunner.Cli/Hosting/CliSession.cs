using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Repositories;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>The services of one command. A generic host is left out: it costs start-up time and takes the signals.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _projectPath;
    private readonly List<IHostedService> _started = [];

    public CliSession(Screen screen, string? projectPath)
    {
        Screen = screen;
        this._projectPath = projectPath;
        Home = RunnerHome.FromEnvironment();
        _services = new ServiceCollection()
            .AddLogging(logging =>
                logging
                    .AddProvider(new FileLog(FileLog.PathIn(Home)))
                    .AddFilter("Microsoft", LogLevel.Warning)
                    .AddFilter("System.Net.Http", LogLevel.Warning)
                    .AddFilter("Polly", LogLevel.Warning)
            )
            .AddKaggleRunner(Home)
            .ConfigureKaggle(KaggleConfiguration.Of(Home))
            .AddEngine()
            .AddSingleton(screen)
            .AddSingleton<SyncConsent>()
            .AddSingleton<RunFollower>()
            .BuildServiceProvider();
    }

    public Screen Screen { get; }
    public RunnerHome Home { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The project of <c>--project</c>, else of the working folder.</summary>
    /// <exception cref="RunnerException">It is in no git repository.</exception>
    public Task<Project> OpenProjectAsync(CancellationToken cancellationToken) =>
        Get<ProjectLocator>().OpenAsync(_projectPath ?? Environment.CurrentDirectory, cancellationToken);

    /// <summary>The project's run of that number.</summary>
    /// <exception cref="RunnerException">There is none.</exception>
    public async Task<Run> FindRunAsync(int number, CancellationToken cancellationToken)
    {
        var project = await OpenProjectAsync(cancellationToken);
        var id = new RunId(project.Id, number);
        if (await Get<RunStore>().FindAsync(id, cancellationToken) is { } run)
        {
            return run;
        }

        var deleted = await Get<RunTrash>().ListAsync(project.Id, cancellationToken);
        throw deleted.Any(other => other.Id == id)
            ? new UsageException(
                $"Run #{number} is in the trash.",
                $"kaggle-runner trash restore {number} brings it back."
            )
            : new UsageException(
                $"{project.Name} has no run #{number}.",
                "kaggle-runner list shows the runs there are."
            );
    }

    /// <summary>From now on this process is the home's engine, or takes over when the one there is dies.</summary>
    public async Task StartEngineAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            _started.Add(service);
            await service.StartAsync(cancellationToken);
        }
    }

    /// <summary>Throws what ended the engine or the feed, if anything did.</summary>
    public void ThrowIfEngineFailed()
    {
        foreach (var service in _started.OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true } task)
            {
                throw task.Exception!.InnerException!;
            }
        }
    }

    /// <summary>Stops this process's engine at its last saved step. Runs go on with another engine when there is one.</summary>
    /// <returns>False when no engine is left in any process.</returns>
    public async Task<bool> StopEngineAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(CancellationToken.None);
        }

        _started.Clear();
        var free = FileLock.TryTake(Home.EngineLock);
        if (free is null)
        {
            return true;
        }

        await free.DisposeAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.Count > 0)
        {
            await StopEngineAsync();
        }

        await _services.DisposeAsync();
    }
}
