using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;

namespace KaggleRunner.CommandLine.Results;

/// <summary>The outputs of a run that stayed on Kaggle: told, and fetched with progress.</summary>
internal static class MissingOutputs
{
    private const int MostTold = 10;

    public static IReadOnlyList<CollectedOutput> Of(Run run, string? pattern)
    {
        var patterns = new OutputPatterns(pattern is null ? [] : [pattern], []);
        return [.. (OutputsFile.Read(run.Folder)?.Fetchable ?? []).Where(output => patterns.Take(output.Name))];
    }

    public static string HowToFetch(Run run) => $"kaggle-runner download {run.Id.Number} --all fetches them.";

    /// <summary>Says what was not fetched, if anything was not.</summary>
    public static void Tell(Screen screen, Run run, string? pattern)
    {
        if (Of(run, pattern) is { Count: > 0 } missing)
        {
            screen.Say($"{CollectWords.Of(missing)} not downloaded. {HowToFetch(run)}");
        }
    }

    /// <summary>Fetches into the results folder; the exit code says whether all came.</summary>
    public static async Task<int> FetchAsync(
        CliSession session,
        Run run,
        string? pattern,
        CancellationToken cancellationToken
    )
    {
        var wish = new OutputWish(Names: null, pattern);
        var progress = new FetchProgress(session.Screen, session.Get<TimeProvider>());
        session.Screen.Pass("Waiting for Kaggle, or for another process that fetches the same …");
        try
        {
            var outputs = await session.Get<OutputFetcher>().FetchAsync(run.Id, wish, progress, cancellationToken);
            return Report(session.Screen, outputs, pattern);
        }
        catch (Exception)
        {
            progress.Close();
            session.Screen.Say(
                $"What came is kept, in {TerminalText.Plain(run.Folder)}; the same command goes on with the rest."
            );
            throw;
        }
    }

    private static int Report(Screen screen, CollectedOutputs outputs, string? pattern)
    {
        var patterns = new OutputPatterns(pattern is null ? [] : [pattern], []);
        var left = outputs.Missing.Where(output => patterns.Take(output.Name)).ToList();
        screen.Say($"{Words.Count(outputs.Count, "file")} home{(left.Count > 0 ? $", {left.Count} not:" : ".")}");
        foreach (var output in left.Take(MostTold))
        {
            screen.Say(
                $"  {TerminalText.Plain(output.Name)}: {TerminalText.Plain(output.Reason ?? "it did not come")}"
            );
        }

        if (left.Count > MostTold)
        {
            screen.Say($"  … and {left.Count - MostTold} more");
        }

        return left.Any(output => output.IsFetchable) ? ExitCode.Error : ExitCode.Passed;
    }
}
