using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.History;

/// <summary>A home and a project with runs in real folders, without an engine.</summary>
internal sealed class HistoryFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HistoryFolder()
    {
        Root = _folder.Combine("demo");
        Directory.CreateDirectory(Root);
        Project = new Project(ProjectLocator.Identify(Root), "demo", Root);
        Store = Open();
    }

    public string Root { get; }
    public Project Project { get; }
    public RunStore Store { get; private set; }
    public RunTrash Trash => new(Store, TimeProvider.System);
    public RunAnnotator Annotator => new(Store);
    public TestRecorder Recorder => new(Store);
    public TestHistory Tests => new(Store, TimeProvider.System);
    public string Results => Path.Combine(Root, "kaggle_runner", "results");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public string Combine(params string[] parts) => _folder.Combine(parts);

    public string HomeDatabase => _folder.Combine("home", "runner.db");

    /// <summary>A store with connections of its own: to SQLite it is another process.</summary>
    public RunStore Open() =>
        new(new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), TimeProvider.System), TimeProvider.System);

    /// <summary>A database that was lost: the next look begins with an empty one.</summary>
    public void LoseDatabase()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_folder.Combine("home"), "runner.db*"))
        {
            File.Delete(file);
        }

        Store = Open();
    }

    public RunId Id(int number) => new(Project.Id, number);

    /// <summary>Saves an ended run in a reserved folder, as a launch makes it.</summary>
    public async Task<Run> SaveAsync(Func<Run, Run>? change = null, string slug = "demo-kernel")
    {
        var (number, folder) = ResultsFolder.Reserve(
            Root,
            slug,
            await Store.LastNumberAsync(Project.Id, Cancelled) + 1
        );
        var run = RunExample.Create(folder, number, Project.Id.Value, slug) with
        {
            ProjectName = Project.Name,
            ProjectRoot = Root,
            Verdict = new Verdict(VerdictKind.Passed, "2 passed."),
        };
        run = run with { EndedAt = run.CreatedAt.AddSeconds(30) };
        run = change?.Invoke(run) ?? run;
        await Store.AddProjectAsync(Project, Cancelled);
        await Store.SaveAsync(run, Cancelled);
        return run;
    }

    /// <summary>Saves a run that tested these, of that commit.</summary>
    public async Task<Run> TestAsync(char commit, params (string Id, TestOutcome Outcome, double Seconds)[] tests)
    {
        var run = await SaveAsync(run =>
            run with
            {
                Revision = new Revision { Sha = new string(commit, 40), Branch = "main" },
            }
        );
        await Recorder.RecordAsync(
            run,
            [
                .. tests.Select(t => new FolderTest(
                    t.Id,
                    t.Outcome,
                    t.Seconds,
                    t.Outcome.IsBad() ? "assert 1 == 2" : null
                )),
            ],
            Cancelled
        );
        return run;
    }

    public async Task<IReadOnlyList<int>> NumbersAsync(string text) =>
        [.. (await Store.ListAsync(RunQuery.Parse(text), Cancelled)).Select(run => run.Id.Number)];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
