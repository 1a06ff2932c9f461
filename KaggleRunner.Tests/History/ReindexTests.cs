using KaggleRunner.Core.History.Reindexing;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.History;

public sealed class ReindexTests : IDisposable
{
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task All_comes_back_after_the_database_was_lost()
    {
        var first = await SaveTestedAsync();
        var second = await _history.SaveAsync(slug: "other-kernel");
        var third = await _history.SaveAsync();
        await _history.Annotator.AddTagsAsync(first.Id, ["keep"], Cancelled);
        await _history.Annotator.SetStarAsync(second.Id, true, Cancelled);
        await _history.Trash.DeleteAsync(third.Id, Cancelled);
        var deletedAt = (await _history.Trash.ListAsync(null, Cancelled))[0].DeletedAt!.Value;
        _history.LoseDatabase();

        var report = await ReindexAsync();

        (report.Added, report.Known, report.Skipped.Count, report.Missing.Count).Should().Be((3, 0, 0, 0));
        (await _history.NumbersAsync("")).Should().Equal(2, 1);
        (await _history.NumbersAsync("tag:keep")).Should().Equal(1);
        (await _history.NumbersAsync("starred:yes")).Should().Equal(2);
        (await _history.Store.FindAsync(first.Id, Cancelled))
            .Should()
            .BeEquivalentTo(first with { Annotations = new() { Tags = ["keep"] } });
        (await _history.Tests.SearchAsync("test_x", new RunQuery { Take = 5 }, Cancelled)).Should().ContainSingle();
        (await _history.Store.ListProjectsAsync(Cancelled)).Should().Equal(_history.Project);
        var deleted = (await _history.Trash.ListAsync(null, Cancelled)).Should().ContainSingle().Subject;
        deleted.DeletedAt.Should().BeCloseTo(deletedAt, TimeSpan.FromSeconds(2));
        (await _history.Trash.RestoreAsync(third.Id, Cancelled)).Folder.Should().Be(third.Folder);
        (await _history.SaveAsync()).Id.Number.Should().Be(4);
    }

    [Fact]
    public async Task A_second_time_changes_nothing()
    {
        await SaveTestedAsync();
        await _history.Annotator.AddTagsAsync(_history.Id(1), ["keep"], Cancelled);
        await _history.SaveAsync();
        await _history.Trash.DeleteAsync(_history.Id(2), Cancelled);
        await ReindexAsync();
        var change = await _history.Store.LastChangeAsync(Cancelled);
        var files = Snapshot();

        var report = await ReindexAsync();

        (report.Added, report.Known).Should().Be((0, 2));
        (await _history.Store.LastChangeAsync(Cancelled)).Should().Be(change);
        Snapshot().Should().Equal(files);
        (await _history.NumbersAsync("tag:keep")).Should().Equal(1);
    }

    [Fact]
    public async Task Folders_that_hold_no_run_are_named_and_left_as_they_are()
    {
        var run = await _history.SaveAsync();
        var document = await File.ReadAllTextAsync(Path.Combine(run.Folder, "run.json"), Cancelled);
        await WriteAsync("demo-kernel/2", "{ \"id\": ");
        await WriteAsync("demo-kernel/3", document);
        await WriteAsync("demo-kernel/notes", document);
        await WriteAsync("other/1", document);
        await WriteAsync("demo-kernel/5", "{}");
        await WriteAsync("demo-kernel/6", null);
        File.CreateSymbolicLink(Path.Combine(_history.Results, "demo-kernel", "7"), run.Folder);
        _history.LoseDatabase();
        var files = Snapshot();

        var report = await ReindexAsync();

        report.Added.Should().Be(1);
        report
            .Skipped.Select(folder => $"{Path.GetRelativePath(_history.Results, folder.Path)}: {folder.Reason}")
            .Should()
            .SatisfyRespectively(
                one => one.Should().StartWith("demo-kernel/2: its run.json cannot be understood"),
                two => two.Should().Be("demo-kernel/3: its run.json is that of run #1"),
                three => three.Should().StartWith("demo-kernel/5: its run.json cannot be understood"),
                four => four.Should().Be("demo-kernel/6: it has no run.json"),
                five => five.Should().Be("demo-kernel/7: it is a symbolic link"),
                six => six.Should().Be("demo-kernel/notes: its name is no number of a run"),
                seven => seven.Should().StartWith("other/1: #1 is the run in ")
            );
        Snapshot().Should().Equal(files);
    }

    [Fact]
    public async Task Runs_under_way_are_the_engines()
    {
        var run = await _history.SaveAsync(run => run with { Verdict = null, EndedAt = null });
        await _history.Store.SaveAsync(run with { Waiting = "newer" }, Cancelled);
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "run.json"), RunJson.Write(run), Cancelled);

        (await ReindexAsync()).Known.Should().Be(1);

        (await _history.Store.FindAsync(run.Id, Cancelled))!.Waiting.Should().Be("newer");
        _history.LoseDatabase();
        (await ReindexAsync()).Skipped.Should().ContainSingle().Which.Reason.Should().Contain("has not ended");
        (await _history.NumbersAsync("")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_verdict_that_did_not_reach_its_folder_is_not_taken_back()
    {
        var run = await _history.SaveAsync();
        var before = run with { Verdict = null, EndedAt = null };
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "run.json"), RunJson.Write(before), Cancelled);

        await ReindexAsync();

        (await _history.Store.FindAsync(run.Id, Cancelled))!.Verdict.Should().Be(run.Verdict);
    }

    [Fact]
    public async Task A_repository_that_was_moved_keeps_its_runs_at_their_new_place()
    {
        var run = await _history.SaveAsync();
        var moved = _history.Combine("moved");
        Directory.Move(_history.Root, moved);
        var project = _history.Project with { Id = new("moved-1"), Root = moved };

        await new Reindexer(_history.Store, _history.Recorder).ReindexAsync(project, null, Cancelled);

        var found = await _history.Store.FindAsync(run.Id with { Project = project.Id }, Cancelled);
        found!.Folder.Should().Be(Path.Combine(moved, "kaggle_runner", "results", "demo-kernel", "1"));
        found.ProjectRoot.Should().Be(moved);
    }

    [Fact]
    public async Task Runs_whose_folder_is_gone_are_named()
    {
        var run = await _history.SaveAsync();
        Directory.Delete(run.Folder, recursive: true);

        (await ReindexAsync()).Missing.Should().Equal(1);
    }

    private Task<ReindexReport> ReindexAsync() =>
        new Reindexer(_history.Store, _history.Recorder).ReindexAsync(_history.Project, null, Cancelled);

    private async Task<Run> SaveTestedAsync()
    {
        var run = await _history.SaveAsync();
        await File.WriteAllTextAsync(
            Path.Combine(run.Folder, "junit.xml"),
            """<testsuite><testcase classname="tests.test_a" name="test_x" time="0.5"/></testsuite>""",
            Cancelled
        );
        await _history.Recorder.RecordAsync(run, Cancelled);
        return run;
    }

    private async Task WriteAsync(string folder, string? document)
    {
        var path = Path.Combine(_history.Results, folder);
        Directory.CreateDirectory(path);
        if (document is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(path, "run.json"), document, Cancelled);
        }
    }

    private IEnumerable<string> Snapshot() =>
        [
            .. Directory
                .EnumerateFiles(_history.Results, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}"),
        ];
}
