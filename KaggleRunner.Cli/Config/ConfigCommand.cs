using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.CommandLine.Config;

/// <summary><c>kaggle-runner config</c>: what settings files may hold, and whether those of the project do.</summary>
internal static class ConfigCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Config files, by path or name; all of the project when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create() =>
        new("config", "Checks config files, and prints their JSON Schema.")
        {
            new Command("check", "Says of each config file whether it can be used; exits with 2 when one cannot.")
            {
                Files,
            }.Runs(
                async (session, parsed, cancellationToken) =>
                    ConfigCheck.Tell(
                        session,
                        await session.OpenProjectAsync(cancellationToken),
                        parsed.GetValue(Files) ?? []
                    )
            ),
            new Command("schema", "Prints the JSON Schema of config files, for editors.").Runs(
                (session, _, _) =>
                {
                    session.Screen.Result(ConfigSchema.Text.TrimEnd('\n'));
                    return Task.FromResult(ExitCode.Passed);
                }
            ),
        };
}
