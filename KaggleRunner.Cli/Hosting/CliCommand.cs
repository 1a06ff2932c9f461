using System.CommandLine;
using KaggleRunner.CommandLine.Terminal;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>What a command does with its parsed line and its services; returns the exit code.</summary>
internal delegate Task<int> CliAction(CliSession session, ParseResult parsed, CancellationToken cancellationToken);

internal static class CliCommand
{
    /// <summary>A command whose errors are told in sentences and whose interruption exits with 130.</summary>
    public static Command Runs(this Command command, CliAction action)
    {
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(parsed, action, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(
        ParseResult parsed,
        CliAction action,
        CancellationToken cancellationToken
    )
    {
        using var screen = new Screen(logToError: parsed.GetValue(SharedOptions.Json));
        try
        {
            await using var session = new CliSession(screen, parsed.GetValue(SharedOptions.Project));
            return await action(session, parsed, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Say("Interrupted.");
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            return ErrorReport.Tell(e, screen);
        }
    }
}
