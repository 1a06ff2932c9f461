namespace KaggleRunner.Core.Repositories;

/// <summary>The places in a project that mean something to the runner; relative to its root, with <c>/</c>.</summary>
public static class RepositoryLayout
{
    /// <summary>Where runs are kept; never committed, never shown in the tree.</summary>
    public const string Results = "kaggle_runner/results";

    /// <summary>The folders in which settings files stand, the first wins.</summary>
    public static IReadOnlyList<string> ConfigFolders { get; } = ["config", "kaggle_runner/config"];

    /// <summary>A pathspec that leaves the results out, whatever else is asked for.</summary>
    // The folder itself as a literal would make `git add` skip its neighbours too (seen with git 2.39).
    internal const string WithoutResults = $":(top,exclude,glob){Results}/**";

    /// <summary>True for <c>test_*.py</c> and <c>*_test.py</c>, as pytest finds them by default.</summary>
    public static bool IsPytestFile(string name) =>
        name.EndsWith(".py", StringComparison.Ordinal)
        && (name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal));

    internal static bool IsConfigFile(string name) =>
        name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);

    internal static bool IsInResults(string path) =>
        path.StartsWith(Results, StringComparison.Ordinal)
        && (path.Length == Results.Length || path[Results.Length] == '/');
}
