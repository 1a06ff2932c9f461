using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.Browser;

/// <summary>A project with a past: ended runs in real folders of the dashboard's home, saved as another process does.</summary>
internal sealed class PastRuns : IDisposable
{
    private static readonly VerdictKind[] Verdicts =
    [
        VerdictKind.Passed,
        VerdictKind.Passed,
        VerdictKind.Failed,
        VerdictKind.Passed,
        VerdictKind.Error,
        VerdictKind.TimedOut,
        VerdictKind.Cancelled,
    ];

    // A picture of one pixel.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    );

    private readonly TemporaryFolder _folder = new();
    private readonly RunStore _store;

    public PastRuns(TestHome home, string name)
    {
        _store = home.Store;
        Root = _folder.Combine(name);
        Directory.CreateDirectory(Root);
        Project = new Project(ProjectLocator.Identify(Root), name, Root);
    }

    public string Root { get; }
    public Project Project { get; }
    public string Path => $"/p/{Project.Id}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public RunId Id(int number) => new(Project.Id, number);

    /// <summary>As many runs, an hour apart, of several targets, branches and verdicts.</summary>
    public async Task<IReadOnlyList<Run>> SaveManyAsync(int count)
    {
        var runs = new List<Run>();
        for (var i = 0; i < count; i++)
        {
            runs.Add(await SaveAsync(run => Varied(run, count)));
        }

        return runs;
    }

    public async Task<Run> SaveAsync(Func<Run, Run>? change = null)
    {
        await _store.AddProjectAsync(Project, Cancelled);
        var (number, folder) = ResultsFolder.Reserve(
            Root,
            "demo",
            await _store.LastNumberAsync(Project.Id, Cancelled) + 1
        );
        var run = RunExample.Create(folder, number, Project.Id.Value, "demo") with
        {
            ProjectName = Project.Name,
            ProjectRoot = Root,
            CreatedAt = TimeProvider.System.GetUtcNow().AddHours(number - 2000),
            Verdict = new Verdict(VerdictKind.Passed, "It passed."),
        };
        run = run with { EndedAt = run.CreatedAt.AddSeconds(30) };
        run = change?.Invoke(run) ?? run;
        await _store.SaveAsync(run, Cancelled);
        return run;
    }

    /// <summary>Writes what the run's tests did into the history and the run's report.</summary>
    public async Task TestAsync(Run run, params (string Name, TestOutcome Outcome, double Seconds)[] tests)
    {
        var cases = tests.Select(t =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"<testcase classname=\"test_a\" name=\"{t.Name}\" time=\"{t.Seconds}\">{(t.Outcome.IsBad() ? "<failure message=\"assert 1 == 2\">no</failure>" : "")}</testcase>"
            )
        );
        await WriteAsync(run, "junit.xml", $"<testsuite>{string.Concat(cases)}</testsuite>");
        await new TestRecorder(_store).RecordAsync(run, Cancelled);
    }

    /// <summary>Writes the log of a run, as its kernel prints it.</summary>
    public static async Task LogAsync(Run run, params string[] lines)
    {
        await using var log = LogIngest.Open(run.Folder, LogFolder.Nonce, SecretRedactor.ByShape);
        log.Append(LogFolder.Out(string.Concat(lines)));
        log.Flush();
    }

    public static async Task WriteAsync(Run run, string path, string text)
    {
        var file = System.IO.Path.Combine(run.Folder, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Cancelled);
    }

    /// <param name="run">Whose output it is.</param>
    /// <param name="path">Below its outputs.</param>
    /// <param name="padding">Makes files of other sizes.</param>
    public static async Task DrawAsync(Run run, string path, int padding = 0)
    {
        var file = System.IO.Path.Combine(run.Folder, "output", path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, [.. Picture, .. new byte[padding]], Cancelled);
    }

    private static Run Varied(Run run, int count)
    {
        var n = run.Id.Number;
        var target = (n % 3) switch
        {
            0 => new Target("experiments/train.py", TargetKind.Script),
            1 => new Target("tests", TargetKind.Pytest),
            _ => new Target(
                "experiments/a_folder_with_a_long_name/evaluate_the_model_on_everything.py",
                TargetKind.Script
            ),
        };
        var verdict = Verdicts[n % Verdicts.Length];
        var created = TimeProvider.System.GetUtcNow().AddHours(n - count - 1);
        return run with
        {
            Target = target,
            Settings = run.Settings with
            {
                Target = target.Path,
                Args = n % 2 == 0 ? ["--epochs", "30"] : [],
                Quick = n % 5 == 0,
                Accelerator = n % 4 == 0 ? "NvidiaTeslaT4" : null,
            },
            CreatedAt = created,
            EndedAt = created.AddSeconds(40 + (n * 37 % 900)),
            Steps = [new RunStep(RunStepKind.Running, created, created.AddSeconds(30 + (n * 37 % 900)))],
            Revision = new Revision
            {
                Sha = string.Concat(Enumerable.Repeat((n / 3).ToString("x4", CultureInfo.InvariantCulture), 10)),
                Branch = n % 6 == 0 ? "feature/a" : "main",
                Subject = n % 2 == 0 ? "Fix the scheduler" : "Widen the model, and say so at some length",
            },
            Tests =
                target.Kind == TargetKind.Pytest
                    ? new TestCounts { Passed = 12, Failed = verdict == VerdictKind.Failed ? 2 : 0 }
                    : new(),
            Verdict = new Verdict(verdict, "It ended."),
        };
    }
}
