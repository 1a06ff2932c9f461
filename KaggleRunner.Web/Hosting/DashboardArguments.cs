using KaggleRunner.Core.Common;

namespace KaggleRunner.Web.Hosting;

/// <summary>The dashboard's command line, as settings of the section <c>Dashboard</c>.</summary>
internal static class DashboardArguments
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["--urls"] = nameof(DashboardOptions.Urls),
        ["--home"] = nameof(DashboardOptions.Home),
        ["--sample"] = nameof(DashboardOptions.Sample),
    };

    private static readonly Dictionary<string, (string Name, string Value)> Flags = new(StringComparer.Ordinal)
    {
        ["--no-login"] = (nameof(DashboardOptions.RequireLogin), "false"),
        ["--with-local-kaggle"] = (nameof(DashboardOptions.WithLocalKaggle), "true"),
    };

    /// <exception cref="RunnerException">An unknown argument, or one whose value is missing.</exception>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var lists = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            if (value is null && Flags.TryGetValue(name, out var flag))
            {
                settings[Key(flag.Name)] = flag.Value;
                continue;
            }

            var setting = name switch
            {
                "--project" => Numbered(lists, nameof(DashboardOptions.Projects)),
                "--allow-host" => Numbered(lists, nameof(DashboardOptions.AllowedHosts)),
                _ => Values.GetValueOrDefault(name) ?? throw Unknown(args[i]),
            };
            settings[Key(setting)] = value ?? (++i < args.Count ? args[i] : throw Missing(name));
        }

        return settings;
    }

    private static string Key(string name) => $"{DashboardOptions.Section}:{name}";

    private static string Numbered(Dictionary<string, int> lists, string name)
    {
        var index = lists.GetValueOrDefault(name);
        lists[name] = index + 1;
        return $"{name}:{index}";
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }

    private static RunnerException Unknown(string argument) =>
        new(
            $"The dashboard has no option {argument}.",
            $"It knows {string.Join(", ", Values.Keys.Append("--project").Append("--allow-host").Concat(Flags.Keys))}."
        );

    private static RunnerException Missing(string name) => new($"The option {name} needs a value.");
}
