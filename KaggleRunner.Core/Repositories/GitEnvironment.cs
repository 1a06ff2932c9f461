using System.Globalization;

namespace KaggleRunner.Core.Repositories;

/// <summary>The options and variables that make git predictable, quiet and, when it reads, harmless.</summary>
internal static class GitEnvironment
{
    // Those of git's own variables that would lead it to another repository (we may have been started by a hook).
    private static readonly string[] Misleading =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_CONFIG",
        "GIT_EXTERNAL_DIFF",
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
    ];

    /// <summary>What stands before the subcommand.</summary>
    public static IReadOnlyList<string> Options(GitCommand command) =>
        command.IsAskedFor
            ? ["-c", "protocol.ext.allow=never"]
            :
            [
                "--no-pager",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "log.showSignature=false",
                "-c",
                "protocol.ext.allow=never",
            ];

    public static IReadOnlyDictionary<string, string?> Variables(GitCommand command)
    {
        var variables = Misleading.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        // Git's words are read by this program: they must be English, and names must stay UTF-8.
        variables["LC_ALL"] = "C.UTF-8";
        variables["LANGUAGE"] = "";
        variables["GIT_TERMINAL_PROMPT"] = "0";
        if (command.IsAskedFor)
        {
            variables["GIT_EDITOR"] = ":";
        }
        else
        {
            variables["GIT_OPTIONAL_LOCKS"] = "0";
            variables["GIT_NO_REPLACE_OBJECTS"] = "1";
            // A partial clone would fetch what it lacks, with commands from its own configuration.
            variables["GIT_NO_LAZY_FETCH"] = "1";
            variables["GIT_ALLOW_PROTOCOL"] = "none";
        }

        AddConfiguration(command, variables);
        foreach (var (name, value) in command.Variables)
        {
            variables[name] = value;
        }

        return variables;
    }

    // As variables, since `-c key=value` cannot carry a key with an equals sign, which a hostile repository would choose.
    private static void AddConfiguration(GitCommand command, Dictionary<string, string?> variables)
    {
        if (command.Configuration.Count == 0)
        {
            return;
        }

        _ = int.TryParse(
            Environment.GetEnvironmentVariable("GIT_CONFIG_COUNT"),
            CultureInfo.InvariantCulture,
            out var next
        );
        foreach (var (key, value) in command.Configuration)
        {
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{next}")] = key;
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{next}")] = value;
            next++;
        }

        variables["GIT_CONFIG_COUNT"] = next.ToString(CultureInfo.InvariantCulture);
    }
}
