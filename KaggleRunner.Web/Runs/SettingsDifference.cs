using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Runs;

/// <summary>What a run's settings say that the defaults do not, a short text each: the chips of headers and rows.</summary>
public static class SettingsDifference
{
    public static IReadOnlyList<string> FromDefaults(RunSettings settings)
    {
        var defaults = new RunSettings { Target = settings.Target };
        return [.. Differences(settings, defaults)];
    }

    private static IEnumerable<string> Differences(RunSettings settings, RunSettings defaults)
    {
        if (settings.Quick)
        {
            yield return "quick";
        }

        if (settings.ConfigPath is { } config)
        {
            yield return Path.GetFileName(config);
        }

        if (settings.Accelerator is { } accelerator)
        {
            yield return AcceleratorChoice.Word(accelerator);
        }

        if (settings.Args.Count > 0)
        {
            yield return ArgumentSplitter.Join(settings.Args);
        }

        if (settings.PytestArgs.Count > 0)
        {
            yield return "pytest " + ArgumentSplitter.Join(settings.PytestArgs);
        }

        if (!settings.Internet)
        {
            yield return "no internet";
        }

        if (settings.Timeout != defaults.Timeout && !settings.Quick)
        {
            yield return settings.Timeout is { } limit ? "limit " + HumanText.Limit(limit) : "no limit";
        }

        if (!settings.Kernel.Private)
        {
            yield return "public kernel";
        }

        if (settings.Environment.Count > 0)
        {
            yield return settings.Environment.Count.ToString(CultureInfo.InvariantCulture) + " env";
        }
    }
}
