using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;

namespace KaggleRunner.Tests.History;

public sealed class TrashTests : IDisposable
{
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task A_deleted_run_is_in_the_trash_and_comes_back_as_it_was()
    {
        var run = await _history.TestAsync('a', ("t.py::a", TestOutcome.Failed, 1));
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "log.txt"), "hello", Cancelled);
        await _history.Annotator.AddTagsAsync(run.Id, ["keep"], Cancelled);

        await _history.Trash.DeleteAsync(run.Id, Cancelled);

        (await _history.Store.FindAsync(run.Id, Cancelled)).Should().BeNull();
        (await _history.NumbersAsync("")).Should().BeEmpty();
        (await _history.Tests.ListFailingAsync(new RunQuery(), 50, Cancelled)).Should().BeEmpty();
        Directory.Exists(run.Folder).Should().BeFalse();
        var deleted = (await _history.Trash.ListAsync(_history.Project.Id, Cancelled)).Should().ContainSingle().Subject;
        deleted.DeletedAt.Should().NotBeNull();
        deleted.Folder.Should().Be(Path.Combine(_history.Results, ".trash", "demo-kernel", "1"));
        (await File.ReadAllTextAsync(Path.Combine(deleted.Folder, "log.txt"), Cancelled)).Should().Be("hello");

        var restored = await _history.Trash.RestoreAsync(run.Id, Cancelled);

        restored.Folder.Should().Be(run.Folder);
        restored.Annotations.Tags.Should().Equal("keep");
        File.Exists(Path.Combine(run.Folder, "log.txt")).Should().BeTrue();
        (await _history.NumbersAsync("tag:keep")).Should().Equal(1);
        (await _history.Tests.ListFailingAsync(new RunQuery(), 50, Cancelled)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_run_under_way_is_not_deleted()
    {
        var run = await _history.SaveAsync(run => run with { Verdict = null, EndedAt = null });

        var delete = () => _history.Trash.DeleteAsync(run.Id, Cancelled);

        await delete.Should().ThrowAsync<RunnerException>().WithMessage("*has not ended*");
        Directory.Exists(run.Folder).Should().BeTrue();
    }

    [Fact]
    public async Task A_number_is_never_given_again()
    {
        await _history.SaveAsync();
        var last = await _history.SaveAsync();
        await _history.Trash.DeleteAsync(last.Id, Cancelled);
        (await _history.SaveAsync()).Id.Number.Should().Be(3);
        await _history.Trash.DeleteAsync(_history.Id(3), Cancelled);
        await _history.Trash.EmptyAsync(_history.Id(3), Cancelled);

        (await _history.Store.LastNumberAsync(_history.Project.Id, Cancelled)).Should().Be(3);
        _history.LoseDatabase();

        ResultsFolder.Reserve(_history.Root, "demo-kernel", 1).Number.Should().Be(4);
    }

    [Fact]
    public async Task Emptying_deletes_for_good_and_later_changes_are_still_heard_of()
    {
        var run = await _history.TestAsync('a', ("t.py::a", TestOutcome.Passed, 1));
        await _history.Trash.DeleteAsync(run.Id, Cancelled);
        var (_, seen) = await _history.Store.ListChangedAsync(0, Cancelled);

        await _history.Trash.EmptyAsync(run.Id, Cancelled);

        Directory.EnumerateDirectories(Path.Combine(_history.Results, ".trash", "demo-kernel")).Should().BeEmpty();
        (await _history.Trash.ListAsync(null, Cancelled)).Should().BeEmpty();
        var next = await _history.SaveAsync();
        (await _history.Store.ListChangedAsync(seen, Cancelled))
            .Runs.Should()
            .ContainSingle()
            .Which.Id.Should()
            .Be(next.Id);
        var restore = () => _history.Trash.RestoreAsync(run.Id, Cancelled);
        await restore.Should().ThrowAsync<RunnerException>().WithMessage("*no run #1 in the trash*");
    }

    [Fact]
    public async Task A_process_killed_after_the_wish_to_delete_leaves_a_folder_that_follows()
    {
        var run = await _history.SaveAsync();
        await MarkAsync(run.Id, RunExampleTime);

        (await _history.Trash.SettleAsync(Cancelled)).Should().Be(1);

        Directory.Exists(run.Folder).Should().BeFalse();
        (await _history.Trash.ListAsync(null, Cancelled)).Should().ContainSingle();
        (await _history.Trash.SettleAsync(Cancelled)).Should().Be(0);
    }

    [Fact]
    public async Task A_process_killed_after_the_wish_to_restore_leaves_a_folder_that_follows()
    {
        var run = await _history.SaveAsync();
        await _history.Trash.DeleteAsync(run.Id, Cancelled);
        await MarkAsync(run.Id, null);

        (await _history.Trash.SettleAsync(Cancelled)).Should().Be(1);

        Directory.Exists(run.Folder).Should().BeTrue();
        (await _history.Trash.SettleAsync(Cancelled)).Should().Be(0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_moved_leaves_the_run_where_it_is()
    {
        var run = await _history.SaveAsync();
        Directory.CreateDirectory(Path.Combine(_history.Results, ".trash"));
        // A file in the way of the trash's folder.
        await File.WriteAllTextAsync(Path.Combine(_history.Results, ".trash", "demo-kernel"), "", Cancelled);

        var delete = () => _history.Trash.DeleteAsync(run.Id, Cancelled);

        await delete.Should().ThrowAsync<RunnerException>();
        (await _history.NumbersAsync("")).Should().Equal(1);
        Directory.Exists(run.Folder).Should().BeTrue();
    }

    [Fact]
    public async Task What_is_reached_through_a_link_is_not_touched()
    {
        var run = await _history.SaveAsync();
        var elsewhere = _history.Combine("elsewhere");
        Directory.Move(run.Folder, elsewhere);
        File.CreateSymbolicLink(run.Folder, elsewhere);

        var delete = () => _history.Trash.DeleteAsync(run.Id, Cancelled);

        await delete.Should().ThrowAsync<RunnerException>().WithMessage("*not touched*");
        File.Exists(Path.Combine(elsewhere, "run.json")).Should().BeTrue();
    }

    [Fact]
    public async Task A_link_inside_of_a_run_is_deleted_and_not_what_it_points_to()
    {
        var run = await _history.SaveAsync();
        var outside = _history.Combine("outside");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "precious"), "", Cancelled);
        File.CreateSymbolicLink(Path.Combine(run.Folder, "link"), outside);

        await _history.Trash.DeleteAsync(run.Id, Cancelled);
        await _history.Trash.EmptyAsync(run.Id, Cancelled);

        File.Exists(Path.Combine(outside, "precious")).Should().BeTrue();
    }

    private static DateTimeOffset RunExampleTime => Runs.RunExample.Midnight;

    private Task<bool> MarkAsync(RunId id, DateTimeOffset? at) =>
        _history.Store.ChangeAsync(database => RunWrites.MarkDeletedAsync(database, id, at, Cancelled), Cancelled);
}
