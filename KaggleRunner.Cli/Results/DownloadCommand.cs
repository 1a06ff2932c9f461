using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Results;

/// <summary>
/// <c>kaggle-runner download N</c>: copies outputs out of the results folder, after fetching what is asked for and stayed
/// on Kaggle.
/// </summary>
internal static class DownloadCommand
{
    private static readonly Option<string?> Pattern = new("--pattern")
    {
        Description =
            "Which outputs, for example \"**/*.png\"; those that stayed on Kaggle are fetched. What is home when left out.",
        HelpName = "GLOB",
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "Fetch all that stayed on Kaggle too, of any size; goes on where it was interrupted.",
    };

    private static readonly Option<bool> FetchOnly = new("--fetch-only")
    {
        Description = "Fetch into the results folder and copy nothing.",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "The folder to copy to; run-N in the working folder when left out.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace files that are there." };

    public static Command Create() =>
        new Command(
            "download",
            "Copies a run's outputs to a folder; fetches those that stayed on Kaggle when asked to."
        )
        {
            SharedOptions.Number,
            Pattern,
            All,
            FetchOnly,
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
        var pattern = parsed.GetValue(Pattern) is { Length: > 0 } glob ? glob : null;
        var (all, fetchOnly) = (parsed.GetValue(All), parsed.GetValue(FetchOnly));
        var code = ExitCode.Passed;
        if (all || fetchOnly || (pattern is not null && MissingOutputs.Of(run, pattern).Count > 0))
        {
            code = await MissingOutputs.FetchAsync(session, run, pattern, cancellationToken);
        }

        if (fetchOnly)
        {
            return code;
        }

        Copy(session, parsed, run, pattern, cancellationToken);
        MissingOutputs.Tell(session.Screen, run, pattern);
        return code;
    }

    private static void Copy(
        CliSession session,
        ParseResult parsed,
        Run run,
        string? pattern,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.GetFullPath(parsed.GetValue(To) is { Length: > 0 } to ? to : $"run-{run.Id.Number}");
        var copies = OutputCopy.Plan(run, Chosen(run, pattern), folder);
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
    }

    private static List<string> Chosen(Run run, string? pattern)
    {
        var outputs = RunOutputs.Of(run).Select(output => output.Path).ToList();
        if (outputs.Count == 0)
        {
            throw new UsageException(
                !run.HasEnded ? $"Run #{run.Id.Number} has not ended; its outputs come at the end."
                    : MissingOutputs.Of(run, pattern: null).Count > 0 || run.OutputsInterrupted is not null
                        ? $"None of the outputs of run #{run.Id.Number} is home."
                    : $"Run #{run.Id.Number} left no outputs.",
                run.HasEnded && run.OutputsInterrupted is not null ? MissingOutputs.HowToFetch(run) : null
            );
        }

        var patterns = new OutputPatterns(pattern is null ? [] : [pattern], []);
        var chosen = outputs.Where(output => patterns.Take(output)).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new UsageException(
                $"No output matches {TerminalText.Plain(pattern ?? "")}.",
                $"There are: {TerminalText.Plain(string.Join(", ", outputs.Take(10)))}{(outputs.Count > 10 ? ", …" : "")}"
            );
    }
}
