using BenchmarkDotNet.Running;
using KaggleRunner.Benchmarks.Artifacts;
using KaggleRunner.Benchmarks.History;
using KaggleRunner.Benchmarks.Logs;
using KaggleRunner.Benchmarks.Pages;
using KaggleRunner.Benchmarks.Repositories;
using KaggleRunner.Benchmarks.Runs;
using KaggleRunner.Benchmarks.Transfer;

if (args is ["page-latency", var login, var home, var repetitions])
{
    return await PageLatency.RunAsync(new Uri(login), home, Times(repetitions));
}

// A folder for its own files, the folder of the local Kaggle's program, and how often.
if (args is ["downloads", var downloads, var downloadServer, var downloadTimes])
{
    return await Downloads.RunAsync(downloads, downloadServer, Times(downloadTimes));
}

if (args is ["collection", var collected, var collectServer, var collectTimes])
{
    return await Downloads.CollectAsync(collected, collectServer, Times(collectTimes));
}

if (args is ["log-stream", var logs, var logServer, var logTimes])
{
    return await LogThroughput.RunAsync(logs, logServer, Times(logTimes));
}

// A home, a repository with train.py, the folder of the local Kaggle's program, a recorded log, and how many runs.
if (args is ["many-runs", var runsHome, var repository, var programs, var recording, var count])
{
    return await new ManyRuns(runsHome, repository, programs, recording, Times(count)).RunAsync(CancellationToken.None);
}

if (args is ["repositories", var root, var folder, var times])
{
    return await RepositoryLatency.RunAsync(root, folder, Times(times));
}

// What bench/log.sh has started: the login's address, the home, a repository, the dashboard's process; then two numbers.
if (args is ["log", var measure, var address, var logHome, var logRepository, var dashboard, var first, var second])
{
    using var bench = new LogBench(new Uri(address), logHome, logRepository, Times(dashboard));
    return measure switch
    {
        "latency" => await LogLatency.RunAsync(bench, Times(first)),
        "viewers" => await LogViewers.RunAsync(bench, Times(first)),
        "finished" => await FinishedLog.RunAsync(bench, Times(first), Times(second)),
        "artifacts" => await ArtifactBench.RunAsync(bench, Times(first) * 1_000_000L),
        "slow" => await SlowLog.RunAsync(bench, Times(first), Times(second)),
        "tests" => await RunTestsBench.RunAsync(bench, Times(first)),
        "soak" => await LogSoak.RunAsync(bench, Times(first)),
        _ => throw new NotSupportedException($"There is no measurement named {measure}."),
    };
}

// A home, how many runs, how many results of tests a run, and how often.
if (args is ["history", var historyHome, var runs, var results, var historyTimes])
{
    return await HistoryLatency.RunAsync(historyHome, Times(runs), Times(results), Times(historyTimes));
}

// A home, how many runs, how many results of tests a run.
if (args is ["seed-history", var seededHome, var seededRuns, var seededResults])
{
    return await HistoryLatency.SeedAsync(seededHome, Times(seededRuns), Times(seededResults));
}

// The logins of a dashboard with runs and of one without, and how often.
if (args is ["runs-page", var full, var empty, var runsTimes])
{
    return await RunsPageLatency.RunAsync(new Uri(full), new Uri(empty), Times(runsTimes));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

static int Times(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
