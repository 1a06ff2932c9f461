using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Logs.Metrics;
using KaggleRunner.Tests.Web;
using KaggleRunner.Tests.Web.Logs;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Browser;

/// <summary>A dashboard with a run in each state that a run's page can show, written directly, and a browser before it.</summary>
public sealed class RunStates : IAsyncLifetime
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    );

    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly List<LogIngest> _logs = [];
    private TestDashboard? _dashboard;
    private DateTimeOffset _now;

    internal TestDashboard Dashboard => _dashboard!;
    internal BrowserSession Browser { get; private set; } = null!;

    /// <summary>The names of all states.</summary>
    public static IEnumerable<string> Names =>
        [
            "queued",
            "waiting",
            "syncing",
            "running",
            "stopping",
            "fetching",
            "leaving",
            "passed",
            "failed",
            "error",
            "infrastructure",
            "timed-out",
            "cancelled",
            "disk-full",
            "deleted",
            "foreign",
        ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal string AddressOf(string state, string query = "") => _runs[state].Id.Path + query;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await TestDashboard.StartAsync();
        _now = Dashboard.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await AddAsync("earlier", run => Ended(run, VerdictKind.Passed), Outcome.Passed);
        foreach (var name in Names)
        {
            await AddAsync(name, run => Of(name, run), OutcomeOf(name));
        }

        await AddAsync("empty", run => At(run, RunStepKind.Running) with { Settings = run.Settings }, outcome: null);
        var trash = new RunTrash(Dashboard.App.Services.GetRequiredService<RunStore>(), TimeProvider.System);
        await trash.DeleteAsync(_runs["deleted"].Id, Cancelled);
        Browser = await BrowserSession.OpenAsync(Dashboard, 1440, 900);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        foreach (var log in _logs)
        {
            await log.DisposeAsync();
        }

        await Dashboard.DisposeAsync();
    }

    private enum Outcome
    {
        Passed,
        Failed,
        Running,
    }

    private static Outcome? OutcomeOf(string name) =>
        name switch
        {
            "queued" or "waiting" or "syncing" or "infrastructure" => null,
            "running" or "stopping" => Outcome.Running,
            "failed" or "error" => Outcome.Failed,
            _ => Outcome.Passed,
        };

    private Run Of(string name, Run run) =>
        name switch
        {
            "queued" => At(run, RunStepKind.Queued),
            "waiting" => At(run, RunStepKind.Generate) with
            {
                Version = null,
                Waiting = "Waiting for run #1, which uses the same kernel.",
            },
            "syncing" => At(run, RunStepKind.Sync) with { Version = null, Revision = null },
            "running" => At(run, RunStepKind.Running),
            "stopping" => At(run, RunStepKind.Running) with
            {
                CancelRequestedAt = _now,
                Waiting = "Stopping the session on Kaggle.",
            },
            "fetching" => At(run, RunStepKind.Collect) with { Waiting = "Fetching the outputs: 3 of 10, 4.1 MB." },
            "leaving" => At(run, RunStepKind.Collect) with { CancelRequestedAt = _now.AddHours(1) },
            "failed" => Ended(run, VerdictKind.Failed) with
            {
                Tests = new TestCounts(Passed: 39, Failed: 1, Total: 40),
            },
            "error" => Ended(run, VerdictKind.Error),
            "infrastructure" => Ended(run, VerdictKind.Infrastructure) with { Version = null },
            "timed-out" => Ended(run, VerdictKind.TimedOut),
            "cancelled" => Ended(run, VerdictKind.Cancelled) with { CancelRequestedAt = _now },
            "disk-full" => Ended(run, VerdictKind.Passed) with
            {
                OutputsInterrupted = "The disk is full: a.bin cannot be written. Make room.",
                Notice = "Not all outputs are home: the disk is full.",
            },
            "foreign" => Ended(run, VerdictKind.Passed) with { Origin = RunOrigin.Foreign },
            _ => Ended(run, VerdictKind.Passed) with { Tests = new TestCounts(Passed: 39, Skipped: 1, Total: 40) },
        };

    private async Task AddAsync(string name, Func<Run, Run> change, Outcome? outcome)
    {
        var run = await Dashboard.AddRunAsync(_runs.Count + 1);
        run = change(
            run with
            {
                CreatedAt = _now.AddMinutes(-30),
                Target = new Target("tests", TargetKind.Pytest),
                Kernel = new KernelRef("alice", "ci-runner"),
                KernelUrl = "https://www.kaggle.com/code/alice/ci-runner",
                Account = name == "passed" ? KaggleAccountKind.Kaggle : KaggleAccountKind.Local,
                Version = 37,
                Settings = run.Settings with
                {
                    Target = "tests",
                    Quick = true,
                    Accelerator = name == "earlier" ? null : "NvidiaTeslaT4",
                    Args = ["--epochs", name == "earlier" ? "10" : "30", "--lr", $"{_runs.Count}e-4"],
                },
                Revision = new Revision
                {
                    Sha = new string((char)('a' + (_runs.Count % 6)), 40),
                    Branch = "feature/a-name",
                    Subject = "Fix the scheduler, and say so at some length in the message of the commit",
                },
            }
        );
        _runs[name] = run;
        if (outcome is { } known)
        {
            Print(run, known);
            await WriteAsync(run, known);
        }

        await Dashboard.App.Services.GetRequiredService<RunStore>().SaveAsync(run, Cancelled);
    }

    private Run At(Run run, RunStepKind kind) =>
        run with
        {
            Steps =
            [
                .. Enum.GetValues<RunStepKind>()
                    .Where(step => step <= kind)
                    .Select(step => new RunStep(
                        step,
                        _now.AddMinutes(-30 + (int)step),
                        step == kind ? null : _now.AddMinutes(-29 + (int)step)
                    )),
            ],
        };

    private Run Ended(Run run, VerdictKind kind) =>
        At(run, kind == VerdictKind.Infrastructure ? RunStepKind.Push : RunStepKind.Collect) with
        {
            EndedAt = _now,
            OutputCount = 3,
            Verdict = new Verdict(kind, "It ended, and this sentence says why it did so in the way it did."),
        };

    private void Print(Run run, Outcome outcome)
    {
        var log = LogIngest.Open(run.Folder, run.Nonce, SecretRedactor.ByShape);
        _logs.Add(log);
        Add(0, LogSectionsTests.Phase("source", "started") + "Fetching the commit\n");
        Add(2, LogSectionsTests.Phase("source", "ended", 2) + LogSectionsTests.Phase("run", "started"));
        for (var n = 1; n < 40; n++)
        {
            Add(n, $"tests/test_a.py::test_{n} \u001b[32mPASSED\u001b[0m [ {n}%]\n" + Test(n, "passed"));
        }

        for (var at = 40; at <= 400; at += 40)
        {
            Add(
                at,
                LogFolder.Record("""{"record":"system","cpu":55,"memory":2000000000,"gpu":0,"gpuMemory":1000000}""")
            );
            Add(at, RunMetricsTests.Metric("train/loss", at, "0.5") + RunMetricsTests.Metric("val/loss", at, "0.7"));
        }

        if (outcome == Outcome.Failed)
        {
            Add(410, "tests/test_a.py::test_40 \u001b[31mFAILED\u001b[0m\n" + Test(40, "failed"));
            Add(411, "Traceback (most recent call last):\nModuleNotFoundError: No module named 'nothing'\n");
            Add(412, LogSectionsTests.Phase("run", "failed", 400));
        }
        else if (outcome == Outcome.Running)
        {
            Add(410, "\r 50%|██ | 5/10 [00:05<00:05, 1it/s]");
        }
        else
        {
            Add(412, LogSectionsTests.Phase("run", "ended", 400));
        }

        log.Flush();
        void Add(double time, string text) => log.Append(new LogEvent("stdout", time, text));
    }

    private static string Test(int number, string outcome)
    {
        const string Failure = """
            "message":"assert 1 == 2","details":"def test_40():\n>   assert 1 == 2\nE   assert 1 == 2\n\ntests/test_a.py:4: AssertionError"
            """;
        var rest = outcome == "failed" ? Failure : "\"message\":null";
        return LogFolder.Record(
            $$"""{"record":"test","id":"tests/test_a.py::test_{{number}}","outcome":"{{outcome}}","seconds":{{number / 20}},"total":40,{{rest}}}"""
        );
    }

    private static async Task WriteAsync(Run run, Outcome outcome)
    {
        if (outcome == Outcome.Running)
        {
            return;
        }

        var output = Directory.CreateDirectory(Path.Combine(run.Folder, "output", "plots")).FullName;
        foreach (var name in (string[])["loss.png", "accuracy.png"])
        {
            await File.WriteAllBytesAsync(Path.Combine(output, name), Picture, Cancelled);
        }

        await File.WriteAllTextAsync(Path.Combine(output, "..", "table.csv"), "n,text\n1,one\n2,two\n", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "script.py"), "print('the script')\n", Cancelled);
        if (run.OutputsInterrupted is not null)
        {
            OutputsFile.Write(
                run.Folder,
                new CollectedOutputs([
                    new CollectedOutput("output/a.bin", null, 3_000_000_000, OutputFate.TooLarge, "large"),
                    new CollectedOutput("output/late.bin", null, 100_000_000, OutputFate.Pending),
                    new CollectedOutput("../x", null, null, OutputFate.Refused, "the name leads elsewhere"),
                ])
            );
        }
    }
}
