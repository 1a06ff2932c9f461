using System.CommandLine;
using KaggleRunner.CommandLine.Config;
using KaggleRunner.CommandLine.Doctor;
using KaggleRunner.CommandLine.Generation;
using KaggleRunner.CommandLine.History;
using KaggleRunner.CommandLine.Kaggle;
using KaggleRunner.CommandLine.Kernels;
using KaggleRunner.CommandLine.Logs;
using KaggleRunner.CommandLine.Results;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>The commands of <c>kaggle-runner</c>.</summary>
internal static class RunnerCommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var interruption = new Interruption();
        // A value such as "@team" is a value, not a file of options.
        var parsed = Commands().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            using var screen = new Screen(logToError: false);
            foreach (var message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            {
                screen.Error(message);
            }

            screen.Say("kaggle-runner --help tells what there is.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            interruption.Token
        );
    }

    private static RootCommand Commands() =>
        new(
            "Runs tests, scripts and notebooks of a git repository on Kaggle, and brings back logs, plots and a verdict."
        )
        {
            SharedOptions.Project,
            RunCommand.Create(),
            ScriptCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            CompareCommand.Create(),
            TestsCommand.Create(),
            TagCommand.Create(),
            NoteCommand.Create(),
            StarCommand.Create(),
            DeleteCommand.Create(),
            TrashCommand.Create(),
            ReindexCommand.Create(),
            LogsCommand.Create(),
            DownloadCommand.Create(),
            CancelCommand.Create(),
            RerunCommand.Create(),
            KernelsCommand.Create(),
            AdoptCommand.Create(),
            ConfigCommand.Create(),
            DoctorCommand.Create(),
            LocalKaggleCommand.Create(),
        };
}
