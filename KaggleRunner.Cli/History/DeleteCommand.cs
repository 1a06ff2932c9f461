using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.History.Trash;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner delete N…</c>: puts runs into the trash.</summary>
internal static class DeleteCommand
{
    public static Command Create() =>
        new Command("delete", "Puts runs with their results into the trash; trash restore brings them back.")
        {
            HistoryOptions.Numbers,
            HistoryOptions.Yes,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var runs = await HistoryOptions.FindRunsAsync(session, parsed, cancellationToken);
        if (runs.FirstOrDefault(run => !run.HasEnded) is { } running)
        {
            throw new UsageException(
                $"Run #{running.Id.Number} has not ended: nothing was deleted.",
                $"Stop it first: kaggle-runner cancel {running.Id.Number}"
            );
        }

        var question = $"Put {HistoryOptions.Named(runs)} into the trash?";
        if (!await HistoryOptions.ConfirmAsync(session, parsed, question, cancellationToken))
        {
            session.Screen.Say("Nothing was deleted.");
            return ExitCode.Usage;
        }

        var trash = session.Get<RunTrash>();
        foreach (var run in runs)
        {
            await trash.DeleteAsync(run.Id, cancellationToken);
        }

        session.Screen.Say(
            $"In the trash: {HistoryOptions.Named(runs)}. kaggle-runner trash restore {string.Join(' ', runs.Select(run => run.Id.Number))} brings back."
        );
        return ExitCode.Passed;
    }
}
