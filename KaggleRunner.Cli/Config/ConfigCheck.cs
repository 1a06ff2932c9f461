using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Config;

/// <summary>Checks settings files; what is wrong is a line <c>file:line:column: message</c>, as editors and CI understand it.</summary>
internal static class ConfigCheck
{
    public static int Tell(CliSession session, Project project, IReadOnlyList<string> names)
    {
        var locator = session.Get<ConfigLocator>();
        IReadOnlyList<string> files =
            names.Count == 0 ? locator.List(project) : [.. names.Select(name => Find(locator, project, name))];
        var wrong = files.Count(file => !IsRight(session, project, file));
        session.Screen.Say(
            files.Count == 0 ? "There is no config file: settings stand in config/<name>.yml."
            : wrong == 0 ? $"{Words.Count(files.Count, "config file")} can be used."
            : $"{wrong} of {Words.Count(files.Count, "config file")} cannot be used."
        );
        return wrong == 0 ? ExitCode.Passed : ExitCode.Usage;
    }

    // As the shell completes it, before what the project calls it.
    private static string Find(ConfigLocator locator, Project project, string name) =>
        locator.Find(project, "", File.Exists(name) ? Path.GetFullPath(name) : name)
        ?? throw new UsageException("A config file was named by an empty name.");

    private static bool IsRight(CliSession session, Project project, string file)
    {
        try
        {
            var config = ConfigReader.ReadFile(Path.Combine(project.Root, file), file);
            if (config.Targets.Count > 0)
            {
                session.Get<TargetResolver>().Resolve(project, config.Targets);
            }

            return true;
        }
        catch (ConfigException e)
        {
            Tell(session, e.File, e.Line, e.Column, e.Problem, e.Remedy);
        }
        catch (RunnerException e)
        {
            Tell(session, file, 1, 1, e.Message, e.Remedy);
        }

        return false;
    }

    private static void Tell(CliSession session, string file, int line, int column, string problem, string? remedy) =>
        session.Screen.Result(
            TerminalText.Plain($"{file}:{line}:{column}: {problem.TrimEnd('.')}. {remedy}".TrimEnd())
        );
}
