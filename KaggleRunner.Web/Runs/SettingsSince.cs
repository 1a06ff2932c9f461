using System.Globalization;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Web.Runs;

/// <summary>In which settings a run differs from the one before it: "epochs 10 → 30".</summary>
public static class SettingsSince
{
    /// <summary>Each option of the arguments by itself, where both lists can be read as options.</summary>
    public static IReadOnlyList<SettingsChange> Of(Run before, Run run) =>
        [.. SettingsChange.Between(before.Settings, run.Settings).SelectMany(change => Parts(change, before, run))];

    /// <summary>A name as it stands in a sentence.</summary>
    public static string NameOf(SettingsChange change) =>
        change.Name is [var first, var second, ..] && char.IsLower(second)
            ? char.ToLowerInvariant(first) + change.Name[1..]
            : change.Name;

    /// <summary>A value as it stands in a sentence.</summary>
    public static string Word(string value) => value.Length == 0 ? "none" : value;

    private static List<SettingsChange> Parts(SettingsChange change, Run before, Run run) =>
        change.Name switch
        {
            "Arguments" => Options(before.Settings.Args, run.Settings.Args),
            "pytest arguments" => Options(before.Settings.PytestArgs, run.Settings.PytestArgs),
            _ => null,
        } ?? [change];

    private static List<SettingsChange>? Options(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (Read(before) is not { } old || Read(after) is not { } now)
        {
            return null;
        }

        return
        [
            .. now
                .Keys.Union(old.Keys, StringComparer.Ordinal)
                .Select(name => new SettingsChange(name, Text(old, name), Text(now, name)))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];
    }

    private static string Text(Dictionary<string, string> options, string name) => options.GetValueOrDefault(name, "");

    /// <summary>Options with their values; null for what is not made of options, each given once.</summary>
    private static Dictionary<string, string>? Read(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!IsOption(arguments[i]))
            {
                return null;
            }

            var parts = arguments[i].Split('=', 2);
            var value =
                parts.Length == 2 ? parts[1]
                : i + 1 < arguments.Count && !IsOption(arguments[i + 1]) ? arguments[++i]
                : "on";
            if (!options.TryAdd(parts[0].TrimStart('-'), value))
            {
                return null;
            }
        }

        return options;
    }

    private static bool IsOption(string argument) =>
        argument.Length > 1
        && argument[0] == '-'
        && argument.TrimStart('-').Length > 0
        && !double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
