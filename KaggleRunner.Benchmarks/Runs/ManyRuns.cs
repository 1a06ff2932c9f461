using System.Diagnostics;
using System.Globalization;
using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KaggleRunner.Benchmarks.Runs;

/// <summary>
/// One engine that watches many runs at once, each with a session of the local Kaggle that replays a recording over real
/// HTTP: the share of a processor and the memory that a watched run costs, beside the same engine without one.
/// </summary>
internal sealed class ManyRuns(string home, string repository, string programs, string recording, int count)
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var host = Build();
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<LocalKaggleLauncher>().EnsureAsync(cancellationToken);
        using var server = Process.GetProcessesByName("dotnet").Concat(Process.GetProcesses()).First(IsServer);

        var idle = await ProcessUse.MeasureAsync(Watched / 4, cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        await LaunchAsync(host.Services, cancellationToken);
        await WaitUntilAllRunAsync(host.Services, cancellationToken);
        Print("from the first launch until all ran, s", TimeProvider.System.GetElapsedTime(began).TotalSeconds);

        var serverBefore = ProcessUse.Of(server);
        var busy = await ProcessUse.MeasureAsync(Watched, cancellationToken);
        var serverUse = ProcessUse.Of(server).Since(serverBefore, Watched);
        Print("processors used by the idle engine", idle.Processors);
        Print($"processors used by the engine of {count} runs", busy.Processors);
        Print("processors used by the local Kaggle", serverUse.Processors);
        Print("memory of the idle engine, MB", idle.Megabytes);
        Print($"memory of the engine of {count} runs, MB", busy.Megabytes);
        Print("memory a run, KB", (busy.Megabytes - idle.Megabytes) * 1024 / count);
        await host.Services.GetRequiredService<LocalKaggleLauncher>().StopAsync(CancellationToken.None);
        await host.StopAsync(CancellationToken.None);
        return 0;
    }

    private bool IsServer(Process process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process.Id}/cmdline");
            return words.Contains("KaggleRunner.LocalKaggle", StringComparison.Ordinal)
                && words.Contains(home, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddKaggleRunner(new RunnerHome(home)).AddEngine();
        builder.Services.Configure<LocalKaggleOptions>(options =>
        {
            options.ProgramFolder = programs;
            foreach (var argument in (string[])["--replay", recording, "--cpu-sessions", "1000"])
            {
                options.Arguments.Add(argument);
            }
        });
        return builder.Build();
    }

    private async Task LaunchAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var project = await services.GetRequiredService<ProjectLocator>().OpenAsync(repository, cancellationToken);
        var launcher = services.GetRequiredService<RunLauncher>();
        for (var number = 1; number <= count; number++)
        {
            var slug = string.Create(CultureInfo.InvariantCulture, $"many-runs-{number}");
            await launcher.LaunchAsync(
                new LaunchRequest
                {
                    Project = project,
                    Targets = ["train.py"],
                    Overrides = new SettingsOverrides { KernelSlug = slug },
                },
                cancellationToken
            );
        }
    }

    private async Task WaitUntilAllRunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<RunStore>();
        while (true)
        {
            var runs = await store.ListAsync(new RunQuery { Take = int.MaxValue }, cancellationToken);
            if (runs.FirstOrDefault(run => run.HasEnded) is { } ended)
            {
                throw new InvalidOperationException($"{ended.Id} ended too soon: {ended.Verdict?.Reason}");
            }

            if (runs.Count(run => run.CurrentStep?.Kind == RunStepKind.Running) == count)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }
    }

    private static void Print(string what, double figure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -50} {figure, 10:0.00}"));
}
