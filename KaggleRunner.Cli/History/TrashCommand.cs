using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner trash list|restore|empty</c>.</summary>
internal static class TrashCommand
{
    private static readonly Argument<int[]> Some = new("N")
    {
        Description = "The runs' numbers; all that are in the trash when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create() =>
        new("trash", "Deleted runs: lists them, brings them back, or deletes them for good.")
        {
            new Command("list", "Lists the project's deleted runs.") { SharedOptions.Json }.Runs(ListAsync),
            new Command("restore", "Brings runs back.") { HistoryOptions.Numbers }.Runs(RestoreAsync),
            new Command("empty", "Deletes runs in the trash for good, with their results.")
            {
                Some,
                HistoryOptions.Yes,
            }.Runs(EmptyAsync),
        };

    private static async Task<int> ListAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var runs = await FindAsync(session, cancellationToken);
        if (parsed.GetValue(SharedOptions.Json))
        {
            session.Screen.Result(RunReport.ToJson(runs));
        }
        else if (runs.Count == 0)
        {
            session.Screen.Say("The trash is empty.");
        }
        else
        {
            RunTable.Tell(session.Screen, runs, withProject: false);
        }

        return ExitCode.Passed;
    }

    private static async Task<int> RestoreAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var project = await session.OpenProjectAsync(cancellationToken);
        foreach (var number in parsed.GetRequiredValue(HistoryOptions.Numbers).Distinct())
        {
            var run = await session.Get<RunTrash>().RestoreAsync(new RunId(project.Id, number), cancellationToken);
            session.Screen.Say($"Run #{number} is back, in {TerminalText.Plain(run.Folder)}");
        }

        return ExitCode.Passed;
    }

    private static async Task<int> EmptyAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var numbers = parsed.GetValue(Some) ?? [];
        var all = await FindAsync(session, cancellationToken);
        Run[] runs = [.. all.Where(run => numbers.Length == 0 || numbers.Contains(run.Id.Number))];
        if (numbers.Except(runs.Select(run => run.Id.Number)).FirstOrDefault() is var missing and not 0)
        {
            throw new UsageException($"Run #{missing} is not in the trash.", "kaggle-runner trash list shows what is.");
        }

        if (runs.Length == 0)
        {
            session.Screen.Say("The trash is empty.");
            return ExitCode.Passed;
        }

        var question = $"Delete {HistoryOptions.Named(runs)} for good, with all results?";
        if (!await HistoryOptions.ConfirmAsync(session, parsed, question, cancellationToken))
        {
            session.Screen.Say("Nothing was deleted.");
            return ExitCode.Usage;
        }

        foreach (var run in runs)
        {
            await session.Get<RunTrash>().EmptyAsync(run.Id, cancellationToken);
        }

        session.Screen.Say($"Deleted for good: {HistoryOptions.Named(runs)}.");
        return ExitCode.Passed;
    }

    private static async Task<IReadOnlyList<Run>> FindAsync(CliSession session, CancellationToken cancellationToken)
    {
        var project = await session.OpenProjectAsync(cancellationToken);
        await session.Get<RunTrash>().SettleAsync(cancellationToken);
        return await session.Get<RunTrash>().ListAsync(project.Id, cancellationToken);
    }
}
