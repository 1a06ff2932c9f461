namespace KaggleRunner.Core.Common;

/// <summary>The folder that holds what belongs to the user and to no project: database, locks, the local Kaggle.</summary>
public sealed class RunnerHome
{
    public const string Variable = "KAGGLE_RUNNER_HOME";

    /// <summary>Makes the folder, readable by its owner only, when it is missing.</summary>
    /// <exception cref="RunnerException">The folder cannot be made.</exception>
    public RunnerHome(string root)
    {
        Root = System.IO.Path.GetFullPath(root);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Root);
            }
            else
            {
                Directory.CreateDirectory(
                    Root,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunnerException(
                $"The folder {Root} for Kaggle Runner's own data cannot be made: {e.Message}",
                $"Set {Variable} to a folder that you may write to.",
                e
            );
        }
    }

    public string Root { get; }
    public string Database => Path("runner.db");
    public string EngineLock => Path("engine.lock");

    /// <summary>The local Kaggle's own folder: its key, its address, its kernels.</summary>
    public string LocalKaggle => Path("local-kaggle");

    /// <summary>The home named by <c>KAGGLE_RUNNER_HOME</c>, else <c>~/.kaggle-runner</c>.</summary>
    public static RunnerHome FromEnvironment()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return new RunnerHome(
            string.IsNullOrWhiteSpace(named)
                ? System.IO.Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                    ".kaggle-runner"
                )
                : named
        );
    }

    private string Path(string name) => System.IO.Path.Combine(Root, name);
}
