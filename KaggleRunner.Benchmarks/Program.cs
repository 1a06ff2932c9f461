using BenchmarkDotNet.Running;
using KaggleRunner.Benchmarks.Pages;
using KaggleRunner.Benchmarks.Transfer;

if (args is ["page-latency", var login, var home, var repetitions])
{
    return await PageLatency.RunAsync(
        new Uri(login),
        home,
        int.Parse(repetitions, System.Globalization.CultureInfo.InvariantCulture)
    );
}

// A folder for its own files, the folder of the local Kaggle's program, and how often.
if (args is ["downloads", var downloads, var downloadServer, var downloadTimes])
{
    return await Downloads.RunAsync(downloads, downloadServer, Times(downloadTimes));
}

if (args is ["log-stream", var logs, var logServer, var logTimes])
{
    return await LogThroughput.RunAsync(logs, logServer, Times(logTimes));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

static int Times(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
