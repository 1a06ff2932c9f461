using System.Diagnostics;
using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>A dashboard that bench/log.sh has started, and launches of runs in it: what stands in the store, its engine takes up.</summary>
/// <param name="Login">The address with the token.</param>
internal sealed record LogBench(Uri Login, string Home, string Repository, int Dashboard) : IDisposable
{
    private readonly IHost _host = Build(Home);

    public async Task<Run> LaunchAsync(string target, params string[] arguments)
    {
        var project = await Get<ProjectLocator>().OpenAsync(Repository, CancellationToken.None);
        var runs = await Get<RunLauncher>()
            .LaunchAsync(
                new LaunchRequest
                {
                    Project = project,
                    Targets = [target],
                    Overrides = new SettingsOverrides { Args = arguments },
                },
                CancellationToken.None
            );
        return runs.Single();
    }

    public Task<Run> UntilRunningAsync(Run run) =>
        UntilAsync(run, now => now.HasEnded || now.CurrentStep?.Kind == RunStepKind.Running);

    public async Task<Run> UntilEndedAsync(Run run)
    {
        var ended = await UntilAsync(run, now => now.HasEnded);
        return ended.Verdict?.Kind == VerdictKind.Passed
            ? ended
            : throw new InvalidOperationException($"{ended.Id} did not pass: {ended.Verdict?.Reason}");
    }

    /// <summary>Saves a run that has ended with other facts.</summary>
    public Task SaveAsync(Run run) => Get<RunStore>().SaveAsync(run, CancellationToken.None);

    /// <summary>Resident, in MB of a million bytes.</summary>
    public double ServerMegabytes()
    {
        using var process = Process.GetProcessById(Dashboard);
        return process.WorkingSet64 / 1e6;
    }

    public TimeSpan ServerTime()
    {
        using var process = Process.GetProcessById(Dashboard);
        return process.TotalProcessorTime;
    }

    /// <summary>The share of one processor that the dashboard uses.</summary>
    public async Task<double> ServerShareAsync(TimeSpan time)
    {
        var (before, began) = (ServerTime(), TimeProvider.System.GetTimestamp());
        await Task.Delay(time, TimeProvider.System);
        return (ServerTime() - before) / TimeProvider.System.GetElapsedTime(began);
    }

    public Uri Address(string path) => new(Login, path);

    public void Dispose() => _host.Dispose();

    private T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    private async Task<Run> UntilAsync(Run run, Func<Run, bool> isSo)
    {
        while (true)
        {
            var now = await Get<RunStore>().FindAsync(run.Id, CancellationToken.None);
            if (now is not null && isSo(now))
            {
                return now;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static IHost Build(string home)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddKaggleRunner(new RunnerHome(home));
        return builder.Build();
    }
}
