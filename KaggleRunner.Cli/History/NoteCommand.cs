using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Annotations;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner note N [TEXT]</c>: writes a run's note, or shows it.</summary>
internal static class NoteCommand
{
    private static readonly Argument<string?> Text = new("TEXT")
    {
        Description = "The note; \"\" takes it away. Left out: the note is shown.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create() =>
        new Command("note", "Writes a run's note, or shows it.") { SharedOptions.Number, Text }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
                if (parsed.GetValue(Text) is not { } text)
                {
                    foreach (var line in run.Annotations.Note.Split('\n'))
                    {
                        session.Screen.Result(TerminalText.Plain(line));
                    }

                    return ExitCode.Passed;
                }

                await session.Get<RunAnnotator>().SetNoteAsync(run.Id, text, cancellationToken);
                session.Screen.Say($"Run #{run.Id.Number}: {(text.Length == 0 ? "no note" : "noted")}");
                return ExitCode.Passed;
            }
        );
}
