using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Repositories;
using Spectre.Console;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>Asks on the terminal what is to happen with changes that the kernel would not see.</summary>
internal static class SyncQuestion
{
    /// <summary>The answer; no mode when the user chose to stop.</summary>
    public static async Task<(SyncMode? Mode, string? Message)> AskAsync(
        WorkingTreeStatus status,
        SyncMode proposed,
        string? message,
        CancellationToken cancellationToken
    )
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var question = new SelectionPrompt<Choice>()
            .Title("What shall run?")
            .UseConverter(choice => Markup.Escape(TerminalText.Plain(choice.Text)));
        // The proposed way comes first, where Enter takes it.
        foreach (
            var (mode, text) in SyncDescription.Actions(status).OrderByDescending(action => action.Mode == proposed)
        )
        {
            question.AddChoice(new Choice(mode, Sentence(text)));
        }

        question.AddChoice(new Choice(Mode: null, "Stop"));
        var choice = await console.PromptAsync(question, cancellationToken);
        if (choice.Mode is SyncMode.Push && status.IsDirty && message is null)
        {
            var text = new TextPrompt<string>("Message of the commit [dim](Enter for the usual one)[/]:").AllowEmpty();
            message = await console.PromptAsync(text, cancellationToken);
        }

        return (choice.Mode, message);
    }

    private static string Sentence(string action) => char.ToUpperInvariant(action[0]) + action[1..];

    private sealed record Choice(SyncMode? Mode, string Text);
}
