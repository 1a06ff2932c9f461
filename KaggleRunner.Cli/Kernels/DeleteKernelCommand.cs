using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using Spectre.Console;

namespace KaggleRunner.CommandLine.Kernels;

/// <summary><c>kaggle-runner kernels delete OWNER/SLUG</c>: deletes a kernel on Kaggle; its runs stay here.</summary>
internal static class DeleteKernelCommand
{
    private static readonly Argument<string> Kernel = new("KERNEL") { Description = "owner/slug." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Deletes without asking." };

    public static Command Create() =>
        new Command("delete", "Deletes a kernel with its versions, logs and outputs on Kaggle. The runs stay here.")
        {
            Kernel,
            KernelOptions.Account,
            Yes,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var kernel = KernelOptions.Parse(parsed.GetRequiredValue(Kernel));
        var kind = KernelOptions.Kind(parsed);
        if (!parsed.GetValue(Yes) && !await ConfirmAsync(session.Screen, kind, kernel, cancellationToken))
        {
            session.Screen.Say("Nothing was deleted.");
            return ExitCode.Usage;
        }

        await session.Get<KernelRemoval>().DeleteAsync(kind, kernel, cancellationToken);
        session.Screen.Say($"{TerminalText.Plain(kernel.ToString())} is deleted.");
        return ExitCode.Passed;
    }

    private static async Task<bool> ConfirmAsync(
        Screen screen,
        KaggleAccountKind kind,
        KernelRef kernel,
        CancellationToken cancellationToken
    )
    {
        if (!screen.CanAsk)
        {
            throw new UsageException("There is no terminal to ask whether to delete it.", "Say so with --yes.");
        }

        var where = kind == KaggleAccountKind.Local ? "the local Kaggle" : "Kaggle";
        screen.Say($"Its versions, logs and outputs on {where} are lost; its runs and their results stay here.");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var name = Markup.Escape(TerminalText.Plain(kernel.ToString()));
        return await console.PromptAsync(
            new ConfirmationPrompt($"Delete {name}?") { DefaultValue = false },
            cancellationToken
        );
    }
}
