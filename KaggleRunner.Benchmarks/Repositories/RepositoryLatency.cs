using System.Diagnostics;
using System.Globalization;
using System.Text;
using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Benchmarks.Repositories;

/// <summary>
/// What a user waits for in a large repository, beside what git itself takes for the same, all in one run: the two are
/// measured in turns, so that a busy machine slows both.
/// </summary>
internal static class RepositoryLatency
{
    public static async Task<int> RunAsync(string root, string home, int repetitions)
    {
        await using var services = Services(home);
        var project = await services.GetRequiredService<ProjectLocator>().OpenAsync(root, CancellationToken.None);
        var tree = services.GetRequiredService<RepositoryTree>();
        var working = services.GetRequiredService<WorkingTree>();
        var preview = new ScriptPreview(services, project);
        var previewer = services.GetRequiredService<SyncPreviewer>();
        var status = await working.InspectAsync(project, CancellationToken.None);
        var content = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("token = tokenizer(text, password=None)\n", 2_600_000))
        );

        Console.WriteLine("| milliseconds | min | median | max | aim |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        var git = new List<double>();
        var own = new List<double>();
        for (var i = 0; i <= repetitions; i++)
        {
            git.Add(
                await TimeAsync(() =>
                    GitAsync(root, "status", "--porcelain=v2", "--branch", "--untracked-files=all", "-z")
                )
            );
            own.Add(await TimeAsync(() => working.InspectAsync(project, CancellationToken.None)));
        }

        Tell("git status", git, "");
        Tell("sync status", own, "2 × git status");
        var ratio = Median(own.Skip(1)) / Median(git.Skip(1));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| sync status ÷ git status | | {ratio:0.00} | | 2 |")
        );
        await MeasureAsync(
            "tree opens (nothing cached)",
            "300",
            () =>
            {
                tree.Forget(project);
                return tree.ListAsync(project, "", CancellationToken.None);
            }
        );
        await MeasureAsync(
            "tree searched: f99",
            "100",
            () => tree.SearchAsync(project, "f99", 200, CancellationToken.None)
        );
        await MeasureAsync(
            "tree searched: mny9 (letters only)",
            "100",
            () => tree.SearchAsync(project, "mny9", 200, CancellationToken.None)
        );
        await MeasureAsync("script generated", "50", () => Task.FromResult(preview.Generate()));
        await MeasureAsync("preview: settings, script, metadata", "50", () => Task.FromResult(preview.Draw()));
        var request = new SyncRequest { Mode = SyncMode.Bundle };
        await MeasureAsync(
            "what a bundle would send",
            "",
            () => previewer.PreviewAsync(project, status, request, CloneReach.Unknown, CancellationToken.None)
        );
        await MeasureAsync("100 MB scanned for secrets", "", () => Task.FromResult(SecretScanner.Scan(content)));
        return 0;

        async Task MeasureAsync<T>(string name, string aim, Func<Task<T>> work)
        {
            var times = new List<double>();
            for (var i = 0; i <= repetitions; i++)
            {
                times.Add(await TimeAsync(work));
            }

            Tell(name, times, aim);
        }
    }

    private static ServiceProvider Services(string home)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKaggleRunner(new RunnerHome(home));
        return services.BuildServiceProvider();
    }

    // The first is left out: code is compiled at its first use.
    private static void Tell(string name, List<double> times, string aim)
    {
        var kept = times.Skip(1).ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {kept.Min():0} | {Median(kept):0} | {kept.Max():0} | {aim} |"
            )
        );
    }

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    private static async Task<int> GitAsync(string root, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed class ScriptPreview(IServiceProvider services, Project project)
    {
        private static readonly Revision Head = new()
        {
            Sha = new string('a', 40),
            CloneUrl = "https://example.org/x.git",
        };

        public string Generate() =>
            services
                .GetRequiredService<ScriptGenerator>()
                .Generate(new ScriptJob(Target, Settings(), Head, ScriptNonce.Placeholder, null));

        public string Draw()
        {
            var target = services.GetRequiredService<TargetResolver>().Resolve(project, "train.py");
            var settings = services
                .GetRequiredService<SettingsResolver>()
                .Resolve(project, target, null, false, new SettingsOverrides())
                .Template;
            var script = services
                .GetRequiredService<ScriptGenerator>()
                .Generate(new ScriptJob(target, settings, Head, ScriptNonce.Placeholder, null));
            var pushes = services.GetRequiredService<PushComposer>();
            return pushes.Metadata(pushes.Compose(settings, "local", script));
        }

        private static Target Target { get; } = new("train.py", TargetKind.Script);

        private RunSettings Settings() =>
            services
                .GetRequiredService<SettingsResolver>()
                .Resolve(project, Target, null, false, new SettingsOverrides())
                .Template;
    }
}
