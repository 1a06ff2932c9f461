using BenchmarkDotNet.Running;
using KaggleRunner.Benchmarks.Pages;
using KaggleRunner.Benchmarks.Repositories;

if (args is ["page-latency", var login, var home, var repetitions])
{
    return await PageLatency.RunAsync(
        new Uri(login),
        home,
        int.Parse(repetitions, System.Globalization.CultureInfo.InvariantCulture)
    );
}

if (args is ["repositories", var root, var folder, var times])
{
    return await RepositoryLatency.RunAsync(
        root,
        folder,
        int.Parse(times, System.Globalization.CultureInfo.InvariantCulture)
    );
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
