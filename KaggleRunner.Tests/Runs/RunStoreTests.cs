using System.Threading.Channels;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_are_listed_newest_first_and_by_project()
    {
        var store = OpenStore();
        await store.SaveAsync(RunExample.Create(_folder.Combine("1"), 1), Cancelled);
        await store.SaveAsync(RunExample.Create(_folder.Combine("2"), 2), Cancelled);
        await store.SaveAsync(RunExample.Create(_folder.Combine("x"), 3, project: "other-1"), Cancelled);

        var all = await store.ListAsync(new RunQuery(), Cancelled);
        var ofProject = await store.ListAsync(new RunQuery { Project = new ProjectId("demo-123456") }, Cancelled);

        all.Select(run => run.Id.Number).Should().Equal(3, 2, 1);
        ofProject.Select(run => run.Id.Number).Should().Equal(2, 1);
    }

    [Fact]
    public async Task A_saved_run_stands_in_its_folder_too()
    {
        var store = OpenStore();
        var run = RunExample.Create(_folder.Combine("1"));

        await store.SaveAsync(run, Cancelled);

        var json = await File.ReadAllTextAsync(_folder.Combine("1/run.json"), Cancelled);
        RunJson.Read(json).Should().BeEquivalentTo(run);
    }

    [Fact]
    public async Task A_wish_to_cancel_survives_a_save_by_the_engine()
    {
        var store = OpenStore();
        var run = RunExample.Create(_folder.Combine("1"));
        await store.SaveAsync(run, Cancelled);

        await new RunCancellation(store).CancelAsync(run.Id, Cancelled);
        await store.SaveAsync(run with { Waiting = "for something" }, Cancelled);

        (await store.FindAsync(run.Id, Cancelled))!.CancelRequestedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task Cancelling_a_run_that_has_ended_or_never_was_is_an_error_that_says_so()
    {
        var store = OpenStore();
        var run = RunExample.Create(_folder.Combine("1"));
        await store.SaveAsync(run with { Verdict = new Verdict(VerdictKind.Passed, "") }, Cancelled);
        var cancellation = new RunCancellation(store);

        var ended = () => cancellation.CancelAsync(run.Id, Cancelled);
        var unknown = () => cancellation.CancelAsync(run.Id with { Number = 99 }, Cancelled);

        await ended.Should().ThrowAsync<RunnerException>().WithMessage("*already ended*");
        await unknown.Should().ThrowAsync<RunnerException>().WithMessage("*no run #99*");
    }

    [Fact]
    public async Task A_change_by_another_process_reaches_the_feed()
    {
        var time = TimeProvider.System;
        var databases = new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), time);
        using var feed = new RunFeed(new RunStore(databases, time), databases, NullLogger<RunFeed>.Instance);
        var heard = Channel.CreateUnbounded<Run>();
        var watching = feed.WatchAsync(Cancelled);
        await feed.StartAsync(Cancelled);
        await feed.Started.WaitAsync(Cancelled);

        // A second store, with connections of its own, is to SQLite what another process is.
        await OpenStore().SaveAsync(RunExample.Create(_folder.Combine("1"), 7), Cancelled);

        await foreach (var run in watching)
        {
            run.Id.Number.Should().Be(7);
            break;
        }

        await feed.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Projects_are_remembered_once()
    {
        var store = OpenStore();
        var project = new Project(new ProjectId("demo-1"), "demo", "/demo");

        await store.AddProjectAsync(project, Cancelled);
        await store.AddProjectAsync(project with { Name = "renamed" }, Cancelled);

        (await store.ListProjectsAsync(Cancelled)).Should().Equal(project with { Name = "renamed" });
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_hang_the_next_start()
    {
        var home = new RunnerHome(_folder.Combine("home"));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={home.Database}"))
        {
            await connection.OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL);
                INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        var runs = await OpenStore()
            .ListAsync(new RunQuery(), Cancelled)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        runs.Should().BeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_none_is_a_sentence_and_stays_as_it_is()
    {
        var home = new RunnerHome(_folder.Combine("home"));
        await File.WriteAllTextAsync(home.Database, new string('x', 5000), Cancelled);

        var list = () => OpenStore().ListAsync(new RunQuery(), Cancelled);

        (await list.Should().ThrowAsync<RunnerException>())
            .Which.Sentence.Should()
            .Contain(home.Database)
            .And.Contain("your results stay");
        (await File.ReadAllTextAsync(home.Database, Cancelled)).Should().HaveLength(5000);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_not_touched()
    {
        await OpenStore().ListAsync(new RunQuery(), Cancelled);
        var home = new RunnerHome(_folder.Combine("home"));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={home.Database}"))
        {
            await connection.OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '10.0')";
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        var list = () => OpenStore().ListAsync(new RunQuery(), Cancelled);

        await list.Should().ThrowAsync<RunnerException>().WithMessage("*newer Kaggle Runner*");
    }

    private RunStore OpenStore() =>
        new(new RunsDatabaseFactory(new RunnerHome(_folder.Combine("home")), TimeProvider.System), TimeProvider.System);
}
