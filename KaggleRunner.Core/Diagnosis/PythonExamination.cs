using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using CliWrap.Exceptions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The interpreter in which the local Kaggle runs kernels, looked for where it looks.</summary>
internal sealed class PythonExamination(RunnerHome home) : IExamination
{
    private static readonly string[] Look =
    [
        "-c",
        "import platform, pytest; print(platform.python_version(), 'with pytest', pytest.__version__)",
    ];

    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(home.LocalKaggle, "python.preparing")))
        {
            return [new Finding("python", FindingKind.Ok, "is being prepared; local runs wait for it.")];
        }

        foreach (var candidate in Candidates())
        {
            if (await SayAsync(candidate, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return [new Finding("python", FindingKind.Ok, $"{candidate}: {found}")];
            }
        }

        return
        [
            new Finding(
                "python",
                FindingKind.Problem,
                "No Python with pytest was found for local kernels.",
                "scripts/prepare-python.sh prepares one, or set KAGGLE_RUNNER_PYTHON."
            ),
        ];
    }

    private IEnumerable<string> Candidates()
    {
        string?[] all =
        [
            Environment.GetEnvironmentVariable("KAGGLE_RUNNER_PYTHON"),
            LocalKaggleNotes.Read(home, "python.path"),
            "/usr/bin/python3",
            "python3",
        ];
        return all.OfType<string>().Where(candidate => !string.IsNullOrWhiteSpace(candidate));
    }

    /// <summary>What the program prints; null when there is none or it fails.</summary>
    private static async Task<string?> SayAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments(Look)
                .ExecuteBufferedAsync(cancellationToken)
                .ConfigureAwait(false);
            return result.StandardOutput.Trim();
        }
        catch (Exception e) when (e is CommandExecutionException or Win32Exception)
        {
            return null;
        }
    }
}
