using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Generation;

/// <summary><c>kaggle-runner script</c>: the kernel script as it would be pushed, but for the run's nonce.</summary>
internal static class ScriptCommand
{
    public static Command Create()
    {
        var command = new Command("script", "Prints the script that would be pushed; nothing is sent or changed.");
        LaunchOptions.AddTo(command);
        return command.Runs(ExecuteAsync);
    }

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var project = await session.OpenProjectAsync(cancellationToken);
        var request = LaunchOptions.Read(parsed, project);
        var plan = session.Get<LaunchPlanner>().Plan(request);
        var settings = plan.Settings.Cells[0];
        if (plan.Settings.Cells.Count > 1)
        {
            session.Screen.Say(
                TerminalText.Plain(
                    $"The matrix makes {plan.Settings.Cells.Count} runs; this is the script of {MatrixText.Of(settings)}."
                )
            );
        }

        var revision = await HeadAsync(session, project, cancellationToken);
        var job = new ScriptJob(plan.Target, settings, revision, ScriptNonce.Placeholder, Bundle: null);
        var folder = Directory.CreateTempSubdirectory("kaggle-runner-");
        try
        {
            var pack = Path.Combine(folder.FullName, "source.pack");
            var carried = await session.Get<SourceCarrier>().CarryAsync(project, job, pack, cancellationToken);
            session.Screen.Result(carried.Script.TrimEnd('\n'));
            return ExitCode.Passed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The last commit; what is changed since is told, for it is not in the script.</summary>
    private static async Task<Revision> HeadAsync(
        CliSession session,
        Project project,
        CancellationToken cancellationToken
    )
    {
        var status = await session.Get<WorkingTree>().InspectAsync(project, cancellationToken);
        if (status.IsDirty || status.IsUnpushed)
        {
            session.Screen.Say(
                status.IsDirty
                    ? "The working tree has changes; the script names the last commit, without them."
                    : "The last commit is not pushed yet; a run would push it first."
            );
        }

        return await session
            .Get<GitSync>()
            .SyncAsync(project, new SyncRequest { Mode = SyncMode.None }, cancellationToken);
    }
}
