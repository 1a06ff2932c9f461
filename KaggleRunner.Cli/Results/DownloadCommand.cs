using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.FileSystemGlobbing;

namespace KaggleRunner.CommandLine.Results;

/// <summary><c>kaggle-runner download N</c>: copies outputs out of the results folder.</summary>
internal static class DownloadCommand
{
    private static readonly Option<string?> Pattern = new("--pattern")
    {
        Description = "Which outputs, for example \"**/*.png\"; all when left out.",
        HelpName = "GLOB",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "The folder to copy to; run-N in the working folder when left out.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace files that are there." };

    public static Command Create() =>
        new Command("download", "Copies a run's outputs to a folder.")
        {
            SharedOptions.Number,
            Pattern,
            To,
            Force,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
        var folder = Path.GetFullPath(parsed.GetValue(To) is { Length: > 0 } to ? to : $"run-{run.Id.Number}");
        var copies = OutputCopy.Plan(run, Chosen(run, parsed.GetValue(Pattern)), folder);
        if (!parsed.GetValue(Force) && copies.Where(copy => Path.Exists(copy.To)).ToList() is { Count: > 0 } there)
        {
            throw new UsageException(
                $"{there[0].To} is there already{(there.Count > 1 ? $", and {there.Count - 1} more" : "")}.",
                "Nothing was copied: --force replaces files, --to names another folder."
            );
        }

        foreach (var copy in copies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            copy.Execute();
            session.Screen.Result(TerminalText.Plain(copy.To));
        }

        session.Screen.Say($"{Words.Count(copies.Count, "file")} copied to {TerminalText.Plain(folder)}");
        return ExitCode.Passed;
    }

    private static List<string> Chosen(Run run, string? pattern)
    {
        var outputs = RunOutputs.Of(run).Select(output => output.Path).ToList();
        if (outputs.Count == 0)
        {
            throw new UsageException(
                run.HasEnded
                    ? $"Run #{run.Id.Number} left no outputs."
                    : $"Run #{run.Id.Number} has not ended; its outputs come at the end."
            );
        }

        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern is { Length: > 0 } ? pattern : "**/*");
        var chosen = outputs.Where(output => matcher.Match(output).HasMatches).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new UsageException(
                $"No output matches {TerminalText.Plain(pattern ?? "")}.",
                $"There are: {TerminalText.Plain(string.Join(", ", outputs.Take(10)))}{(outputs.Count > 10 ? ", …" : "")}"
            );
    }
}
