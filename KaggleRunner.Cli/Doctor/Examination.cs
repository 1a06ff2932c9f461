using CliWrap;
using CliWrap.Buffered;
using CliWrap.Exceptions;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Mend">What to do about it; null when nothing need be done.</param>
internal sealed record Finding(string Subject, bool IsWell, string Words, string? Mend = null);

/// <summary>Looks at what a run needs. Starts nothing and sends nothing.</summary>
internal static class Examination
{
    public static async Task<IReadOnlyList<Finding>> MakeAsync(CliSession session, CancellationToken cancellationToken)
    {
        List<Finding> findings =
        [
            await GitAsync(cancellationToken),
            await RepositoryAsync(session, cancellationToken),
            await PythonAsync(session, cancellationToken),
            RealAccount(session),
            new("home", IsWell: true, session.Home.Root),
        ];
        return findings;
    }

    private static async Task<Finding> GitAsync(CancellationToken cancellationToken) =>
        await SayAsync("git", ["--version"], cancellationToken) is { } version
            ? new Finding("git", IsWell: true, version)
            : new Finding(
                "git",
                IsWell: false,
                "git is not installed.",
                "Install it, for example: apt-get install git"
            );

    private static async Task<Finding> RepositoryAsync(CliSession session, CancellationToken cancellationToken)
    {
        try
        {
            var project = await session.OpenProjectAsync(cancellationToken);
            var status = await session.Get<WorkingTree>().InspectAsync(project, cancellationToken);
            var words =
                $"{project.Root} on {status.Branch ?? "no branch"}, remote {status.RemoteUrl ?? "none"}, "
                + $"{Words.Count(status.Changes.Count, "change")}, {Words.Count(status.Ahead, "commit")} not pushed";
            return new Finding("repository", status.Obstacle is null, words, status.Obstacle);
        }
        catch (RunnerException e)
        {
            return new Finding("repository", IsWell: false, e.Message, e.Remedy);
        }
    }

    /// <summary>The interpreter in which the local Kaggle runs kernels, looked for where it looks.</summary>
    private static async Task<Finding> PythonAsync(CliSession session, CancellationToken cancellationToken)
    {
        var noted = Path.Combine(session.Home.LocalKaggle, "python.path");
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("KAGGLE_RUNNER_PYTHON"),
            File.Exists(noted) ? (await File.ReadAllTextAsync(noted, cancellationToken)).Trim() : null,
            "/usr/bin/python3",
            "python3",
        ];
        string[] look =
        [
            "-c",
            "import platform, pytest; print(platform.python_version(), 'with pytest', pytest.__version__)",
        ];
        foreach (var candidate in candidates.Where(candidate => !string.IsNullOrWhiteSpace(candidate)))
        {
            if (await SayAsync(candidate!, look, cancellationToken) is { } found)
            {
                return new Finding("python", IsWell: true, $"{candidate}: {found}");
            }
        }

        return new Finding(
            "python",
            IsWell: false,
            "No Python with pytest was found for local kernels.",
            "scripts/prepare-python.sh prepares one, or set KAGGLE_RUNNER_PYTHON."
        );
    }

    private static Finding RealAccount(CliSession session)
    {
        var account = session.Get<KaggleAccounts>().Describe(KaggleAccountKind.Kaggle);
        // The local account needs no credentials: their absence is no trouble.
        return account.IsUsable
            ? new Finding("kaggle", IsWell: true, $"{account.Message} Used with --account kaggle only.", account.Remedy)
            : new Finding("kaggle", IsWell: true, $"the local one only. {account.Message}", account.Remedy);
    }

    /// <summary>What the program prints; null when there is none or it fails.</summary>
    private static async Task<string?> SayAsync(
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await CliWrap
                .Cli.Wrap(program)
                .WithArguments(arguments)
                .ExecuteBufferedAsync(cancellationToken);
            return result.StandardOutput.Trim();
        }
        catch (Exception e) when (e is CommandExecutionException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
