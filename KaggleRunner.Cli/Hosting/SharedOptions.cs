using System.CommandLine;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>What several commands take.</summary>
internal static class SharedOptions
{
    public static readonly Option<string?> Project = new("--project")
    {
        Description = "A folder of the repository; the working folder when left out.",
        HelpName = "PATH",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "JSON on stdout; whatever else there is to say goes to stderr.",
    };

    public static readonly Option<bool> Detach = new("--detach")
    {
        Description = "Return once Kaggle has the run; kaggle-runner logs N -f follows it.",
    };

    public static readonly Argument<int> Number = new("N") { Description = "The run's number." };
}
