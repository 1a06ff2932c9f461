using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KaggleRunner.Benchmarks.History;

/// <summary>Runs and test results made up from a fixed seed, written as the product writes them, in few transactions.</summary>
internal sealed class SeededHistory(RunStore store, int runs, int testsPerRun)
{
    public const string Everywhere = "tests/test_common.py::test_everywhere";
    private const int Targets = 20;
    private const int PerTransaction = 500;
    private static readonly string[] Tags = ["baseline", "lr-sweep", "ablation", "keep"];
    private static readonly string[] Words = ["plateau", "warmup", "dropout", "cosine", "lr", "batch"];
    private readonly Random _random = new(48151623);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public static Project Project { get; } = new(new ProjectId("bench-1"), "bench", "/bench");

    public async Task SeedAsync()
    {
        await store.AddProjectAsync(Project, CancellationToken.None);
        for (var first = 1; first <= runs; first += PerTransaction)
        {
            var last = Math.Min(runs, first + PerTransaction - 1);
            await store.ReadAsync(
                database =>
                    RunWrites.InTransactionAsync(
                        database,
                        () => WriteAsync(database, first, last),
                        CancellationToken.None
                    ),
                CancellationToken.None
            );
        }
    }

    private async Task<bool> WriteAsync(RunsDatabase database, int first, int last)
    {
        var transaction = (SqliteTransaction)database.Database.CurrentTransaction!.GetDbTransaction();
        using var statements = new TestStatements(transaction, Project.Id.Value);
        for (var number = first; number <= last; number++)
        {
            var run = Make(number);
            await database.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO Runs (ProjectId, Number, CreatedAt, Ended, Document, Change)
                VALUES ({Project.Id.Value}, {number}, {run.CreatedAt.UtcTicks}, 1, {RunJson.Write(run)}, {number})
                """
            );
            await RunFacts.WriteAsync(database.Database, run, CancellationToken.None);
            if (_random.Next(10) == 0)
            {
                var notes = new RunAnnotations
                {
                    Tags = [Pick(Tags)],
                    Note = $"See {Pick(Words)}",
                    Starred = _random.Next(4) == 0,
                };
                await RunFacts.WriteAsync(database.Database, run.Id, notes, CancellationToken.None);
            }

            await WriteTestsAsync(statements, run);
        }

        return true;
    }

    private async Task WriteTestsAsync(TestStatements statements, Run run)
    {
        var key = (await statements.FindRunAsync(run.Id.Number, CancellationToken.None))!.Value;
        await statements.ClearAsync(key, CancellationToken.None);
        for (var i = 0; i < testsPerRun; i++)
        {
            var name =
                i == 0 ? Everywhere : string.Create(CultureInfo.InvariantCulture, $"{run.Target.Path}::test_{i}");
            var outcome = _random.Next(i % 10 == 0 ? 10 : 500) == 0 ? TestOutcome.Failed : TestOutcome.Passed;
            var hash = outcome == TestOutcome.Failed ? _random.Next(100) : (long?)null;
            if (hash is { } message)
            {
                await statements.AddMessageAsync(message, $"AssertionError: {message}", CancellationToken.None);
            }

            var test = await statements.KeyOfAsync(name, CancellationToken.None);
            var row = new TestResultRow(test, run.CreatedAt.UtcTicks, key, (int)outcome, _random.Next(10_000), hash);
            await statements.AddResultAsync(row, CancellationToken.None);
        }
    }

    private Run Make(int number)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"experiments/train_{_random.Next(Targets)}.py");
        var created = _now - TimeSpan.FromMinutes((runs - number) * 45.0);
        var took = TimeSpan.FromSeconds(_random.Next(10, 3600));
        var kind = _random.Next(10) switch
        {
            < 6 => VerdictKind.Passed,
            < 8 => VerdictKind.Failed,
            8 => VerdictKind.Error,
            _ => VerdictKind.Cancelled,
        };
        return new Run
        {
            Id = new RunId(Project.Id, number),
            ProjectName = Project.Name,
            ProjectRoot = Project.Root,
            Target = new Target(target, TargetKind.Script),
            Settings = new RunSettings
            {
                Target = target,
                Args =
                [
                    "--epochs",
                    _random.Next(100).ToString(CultureInfo.InvariantCulture),
                    "--schedule",
                    Pick(Words),
                ],
                Accelerator = _random.Next(3) == 0 ? "NvidiaTeslaT4" : null,
                Quick = _random.Next(5) == 0,
            },
            Sync = new SyncRequest { Mode = SyncMode.Push },
            Account = KaggleAccountKind.Local,
            Nonce = string.Create(CultureInfo.InvariantCulture, $"{number:x16}"),
            Folder = string.Create(CultureInfo.InvariantCulture, $"/bench/kaggle_runner/results/bench/{number}"),
            CreatedAt = created,
            EndedAt = created + took,
            Steps = [new RunStep(RunStepKind.Running, created, created + took)],
            Revision = new Revision
            {
                // A few runs share each commit.
                Sha = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number / 4 * 2654435761L % 4294967296L:x8}{new string('0', 32)}"
                ),
                Branch = _random.Next(3) == 0 ? $"feature/{Pick(Words)}" : "main",
                Subject = $"Try {Pick(Words)} with {Pick(Words)}",
            },
            Kernel = new KernelRef("bench", "bench"),
            Version = number,
            Verdict = new Verdict(kind, $"{target} ended."),
        };
    }

    private string Pick(string[] words) => words[_random.Next(words.Length)];
}
