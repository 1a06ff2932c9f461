using CliWrap;

namespace KaggleRunner.Tests.Generation;

/// <summary>The first Python that imports pytest: the one on PATH may not own the system's packages.</summary>
internal static class PythonProgram
{
    private static readonly Task<string> Found = FindAsync();

    public static Task<string> LocateAsync() => Found;

    private static async Task<string> FindAsync()
    {
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("KAGGLE_RUNNER_PYTHON"),
            "/usr/bin/python3",
            "python3",
        ];
        foreach (var candidate in candidates.OfType<string>())
        {
            try
            {
                var probe = await Cli.Wrap(candidate)
                    .WithArguments(["-c", "import pytest"])
                    .WithValidation(CommandResultValidation.None)
                    .ExecuteAsync();
                if (probe.ExitCode == 0)
                {
                    return candidate;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there: try the next.
            }
        }

        throw new InvalidOperationException("These tests need a python3 with pytest.");
    }
}
