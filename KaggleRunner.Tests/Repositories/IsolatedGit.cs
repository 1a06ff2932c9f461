using System.Runtime.CompilerServices;

namespace KaggleRunner.Tests.Repositories;

/// <summary>Gives every git of this process, and of those it starts, a configuration of its own instead of the machine's.</summary>
internal static class IsolatedGit
{
    private const string Configuration = """
        [user]
            name = Test Author
            email = author@example.invalid
        [init]
            defaultBranch = main
        [commit]
            gpgSign = false
        [core]
            autocrlf = false

        """;

    [ModuleInitializer]
    internal static void Apply()
    {
        var folder = Directory.CreateTempSubdirectory("kaggle-runner-git-").FullName;
        var path = Path.Combine(folder, "gitconfig");
        File.WriteAllText(path, Configuration);
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", path);
        Environment.SetEnvironmentVariable("GIT_CONFIG_NOSYSTEM", "1");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
