using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Core.Runs.Storage;
using KaggleRunner.Tests.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Runs;

public sealed class RunSearchTests : IDisposable
{
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Each_filter_finds_its_runs()
    {
        await SaveThreeAsync();
        var expected = new Dictionary<string, int[]>(StringComparer.Ordinal)
        {
            [""] = [3, 2, 1],
            ["target:train"] = [2],
            ["target:TRAIN.py"] = [2],
            ["target:=train.py"] = [],
            ["target:=experiments/*.py"] = [2],
            ["verdict:passed"] = [1],
            ["verdict:failed,running"] = [3, 2],
            ["branch:main"] = [1],
            ["branch:feature/*"] = [2],
            ["commit:aaaa"] = [1],
            ["commit:aaaa,BBBB"] = [2, 1],
            ["accelerator:t4"] = [2],
            ["accelerator:none"] = [3, 1],
            ["kernel:demo-kernel"] = [3, 2, 1],
            ["project:demo"] = [3, 2, 1],
            ["project:other"] = [],
            ["run:1,3"] = [3, 1],
            ["account:kaggle"] = [],
            ["quick:yes"] = [2],
            ["longer:1m"] = [2],
            ["shorter:1m"] = [1],
            ["since:2026-07-04T00:00:02"] = [3, 2],
            ["until:2026-07-04T00:00:02"] = [1],
            ["epochs"] = [2],
            ["EPOCHS"] = [2],
            ["ÄPFEL"] = [2],
            ["30"] = [2],
            ["optimi verdict:failed"] = [2],
            ["100%"] = [3],
            ["\"' OR 1=1 --\""] = [],
            ["\"quote \\\" inside\""] = [],
            ["a_b"] = [],
            ["-verdict:passed"] = [3, 2],
            ["-verdict:passed,running"] = [2],
            ["-branch:main"] = [3, 2],
            ["-branch:main -quick:yes"] = [3],
            ["-accelerator:none"] = [2],
            ["-commit:aaaa"] = [3, 2],
            ["-longer:1m"] = [3, 1],
            ["-epochs"] = [3, 1],
            ["-30 -verdict:passed"] = [3],
            ["branch:main,feature/* -run:1"] = [2],
            ["-run:1,2,3"] = [],
            ["sort:number-asc"] = [1, 2, 3],
            ["sort:duration"] = [2, 1, 3],
            ["sort:duration-asc"] = [1, 2, 3],
            ["sort:target"] = [2, 3, 1],
            ["sort:created-asc"] = [1, 2, 3],
        };

        foreach (var (text, numbers) in expected)
        {
            (await _history.NumbersAsync(text)).Should().Equal(numbers, text);
            (await _history.Store.CountAsync(RunQuery.Parse(text), Cancelled)).Should().Be(numbers.Length, text);
        }
    }

    [Fact]
    public async Task Tags_notes_and_stars_are_found()
    {
        await SaveThreeAsync();
        await _history.Annotator.AddTagsAsync(_history.Id(1), ["baseline", "lr-1e-3"], Cancelled);
        await _history.Annotator.SetNoteAsync(_history.Id(2), "Überraschend gut", Cancelled);
        await _history.Annotator.SetStarAsync(_history.Id(3), true, Cancelled);

        (await _history.NumbersAsync("tag:Baseline")).Should().Equal(1);
        (await _history.NumbersAsync("tag:lr*")).Should().Equal(1);
        (await _history.NumbersAsync("überrasch")).Should().Equal(2);
        (await _history.NumbersAsync("gu")).Should().Equal(2);
        (await _history.NumbersAsync("starred:yes")).Should().Equal(3);
        (await _history.NumbersAsync("starred:no tag:baseline")).Should().Equal(1);
    }

    [Fact]
    public async Task A_page_tells_how_many_there_are_in_all()
    {
        await SaveThreeAsync();

        var page = await _history.Store.SearchAsync(new RunQuery { Take = 2 }.OnPage(2), Cancelled);

        page.Total.Should().Be(3);
        page.Runs.Should().ContainSingle().Which.Id.Number.Should().Be(1);
    }

    [Fact]
    public async Task The_values_to_choose_from_are_counted()
    {
        await SaveThreeAsync();
        await _history.Annotator.AddTagsAsync(_history.Id(1), ["x"], Cancelled);

        (await ValuesAsync(RunField.Standing)).Should().Equal("failed 1", "passed 1", "running 1");
        (await ValuesAsync(RunField.Accelerator)).Should().Equal("none 2", "NvidiaTeslaT4 1");
        (await ValuesAsync(RunField.Tag)).Should().Equal("x 1");
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_upgraded_and_its_runs_are_found()
    {
        var old = RunExample.Create(_history.Combine("old"), 7, "old-1") with
        {
            Verdict = new Verdict(VerdictKind.Failed, "1 failed, as ever."),
            CreatedAt = RunExample.Midnight,
            EndedAt = RunExample.Midnight.AddMinutes(5),
        };
        Directory.CreateDirectory(_history.Combine("home"));
        var options = new DbContextOptionsBuilder<RunsDatabase>()
            .UseSqlite($"Data Source={_history.HomeDatabase}")
            .Options;
        await using (var database = new RunsDatabase(options))
        {
            await database.GetInfrastructure().GetRequiredService<IMigrator>().MigrateAsync("Initial", Cancelled);
            await database.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO Runs (ProjectId, Number, CreatedAt, Ended, Document, Change)
                VALUES ({"old-1"}, 7, {old.CreatedAt.UtcTicks}, 1, {RunJson.Write(old)}, 1),
                       ({"old-1"}, 8, 1, 1, 'no run at all', 2)
                """,
                Cancelled
            );
        }

        (await _history.NumbersAsync("verdict:failed longer:4m ever")).Should().Equal(7);
        (await _history.Open().ListAsync(new RunQuery(), Cancelled)).Should().ContainSingle();
    }

    private async Task SaveThreeAsync()
    {
        await _history.SaveAsync(run =>
            run with
            {
                Target = new Target("tests/unit", TargetKind.Pytest),
                Revision = new Revision
                {
                    Sha = new string('a', 40),
                    Branch = "main",
                    Subject = "Add tests",
                },
            }
        );
        await _history.SaveAsync(run =>
            run with
            {
                Target = new Target("experiments/train.py", TargetKind.Script),
                Settings = run.Settings with
                {
                    Args = ["--epochs", "30", "äpfel"],
                    Accelerator = "NvidiaTeslaT4",
                    Quick = true,
                },
                Revision = new Revision
                {
                    Sha = new string('b', 40),
                    Branch = "feature/lstm",
                    Subject = "Try an optimizer",
                },
                Verdict = new Verdict(VerdictKind.Failed, "exit code 1"),
                EndedAt = run.CreatedAt.AddMinutes(10),
            }
        );
        await _history.SaveAsync(run =>
            run with
            {
                Target = new Target("tests", TargetKind.Pytest),
                Settings = run.Settings with { Args = ["100%"] },
                Verdict = null,
                EndedAt = null,
            }
        );
    }

    private async Task<IEnumerable<string>> ValuesAsync(RunField field) =>
        (await _history.Store.ListValuesAsync(field, new RunQuery(), Cancelled)).Select(v => $"{v.Value} {v.Count}");
}
