using BenchmarkDotNet.Running;
using KaggleRunner.Benchmarks.Pages;

if (args is ["page-latency", var login, var home, var repetitions])
{
    return await PageLatency.RunAsync(
        new Uri(login),
        home,
        int.Parse(repetitions, System.Globalization.CultureInfo.InvariantCulture)
    );
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
