using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Runs;
using Spectre.Console;

namespace KaggleRunner.CommandLine.History;

/// <summary>What the commands on runs of the past share.</summary>
internal static class HistoryOptions
{
    public static readonly Argument<int[]> Numbers = new("N")
    {
        Description = "The runs' numbers.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static readonly Option<bool> Yes = new("--yes") { Description = "Does it without asking." };

    /// <summary>The project's runs of these numbers, each once.</summary>
    public static async Task<IReadOnlyList<Run>> FindRunsAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var runs = new List<Run>();
        foreach (var number in parsed.GetRequiredValue(Numbers).Distinct())
        {
            runs.Add(await session.FindRunAsync(number, cancellationToken));
        }

        return runs;
    }

    /// <summary>True when the user agrees, at the terminal or with <c>--yes</c>.</summary>
    /// <exception cref="UsageException">There is nobody to ask.</exception>
    public static async Task<bool> ConfirmAsync(
        CliSession session,
        ParseResult parsed,
        string question,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(Yes))
        {
            return true;
        }

        if (!session.Screen.CanAsk)
        {
            throw new UsageException($"There is no terminal to ask: {question}", "Say so with --yes.");
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.PromptAsync(
            new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false },
            cancellationToken
        );
    }

    public static string Named(IReadOnlyList<Run> runs) =>
        runs.Count == 1
            ? $"run #{runs[0].Id.Number}"
            : $"{runs.Count} runs ({string.Join(", ", runs.Take(10).Select(run => $"#{run.Id.Number}"))}{(runs.Count > 10 ? ", …" : "")})";
}
