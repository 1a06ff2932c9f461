namespace KaggleRunner.Tests;

/// <summary>The built programs, each in its own output folder, as they are delivered.</summary>
internal static class Programs
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    public static string Dashboard => Assembly("KaggleRunner.Web", "KaggleRunner.Web.dll");
    public static string CommandLine => Assembly("KaggleRunner.Cli", "kaggle-runner.dll");
    public static string Sample => Path.Combine(Root, "samples", "hello-kaggle");

    private static string Assembly(string project, string file)
    {
        // bin/<configuration>/net10.0 of the tests tells which configuration was built.
        var output = Path.GetRelativePath(
            Path.Combine(Root, "KaggleRunner.Tests"),
            AppContext.BaseDirectory.TrimEnd('/')
        );
        return Path.Combine(Root, project, output, file);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KaggleRunner.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
