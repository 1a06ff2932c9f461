using System.Data.Common;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>Tells what went wrong in a sentence on stderr, and gives the exit code for it; never a trace.</summary>
internal static class ErrorReport
{
    public static int Tell(Exception exception, Screen screen)
    {
        switch (exception)
        {
            case RunnerException e:
                screen.Error(e.Message);
                if (e.Remedy is { } remedy)
                {
                    screen.Remedy(remedy);
                }

                return IsUsage(e) ? ExitCode.Usage : ExitCode.Error;
            case IOException or UnauthorizedAccessException:
                screen.Error(exception.Message);
                break;
            default:
                screen.Error($"Something unexpected went wrong: {exception.Message}");
                break;
        }

        if (FileLog.TryWrite(exception) is { } path)
        {
            screen.Say($"The details are in {path}.");
        }

        return ExitCode.Error;
    }

    private static bool IsUsage(RunnerException e) =>
        e is not KaggleException && e.InnerException is not (DbException or IOException or UnauthorizedAccessException);
}
