using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>The settings of runs as named texts, called as they are in config files.</summary>
internal static class SettingsComparison
{
    public static IReadOnlyList<ComparedValue> Of(IReadOnlyList<Run> runs) =>
        Table.Differing([.. runs.Select(run => Texts(run))]);

    private static Dictionary<string, string> Texts(Run run)
    {
        var settings = run.Settings;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["target"] = string.Join(' ', run.Target.Paths),
            ["args"] = ArgumentSplitter.Join(settings.Args),
            ["config"] = settings.ConfigPath ?? "none",
            ["quick"] = Word(settings.Quick),
            ["account"] = run.Account.ToString().ToLowerInvariant(),
            ["kernel.slug"] = settings.Kernel.Slug,
            ["kernel.private"] = Word(settings.Kernel.Private),
            ["accelerator"] = settings.Accelerator ?? "none",
            ["internet"] = Word(settings.Internet),
            ["timeout"] = settings.Timeout is { } limit ? Durations.Format(limit) : "none",
            ["pytest.args"] = ArgumentSplitter.Join(settings.PytestArgs),
            ["python.requirements"] = List(settings.Python.Requirements),
            ["python.packages"] = List(settings.Python.Packages),
            ["python.editable"] = settings.Python.Editable is { } editable ? Word(editable) : "auto",
            ["data.datasets"] = List(settings.Data.Datasets),
            ["data.competitions"] = List(settings.Data.Competitions),
            ["data.kernels"] = List(settings.Data.Kernels),
            ["data.models"] = List(settings.Data.Models),
            ["outputs.include"] = List(settings.Outputs.Include),
            ["outputs.exclude"] = List(settings.Outputs.Exclude),
            ["outputs.download.max_size"] = settings.Outputs.MaxDownloadSize.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in settings.Matrix)
        {
            texts[$"matrix.{name}"] = value;
        }

        foreach (var (name, value) in settings.Environment)
        {
            texts[$"env.{name}"] = value;
        }

        return texts;
    }

    private static string Word(bool truth) => truth ? "yes" : "no";

    private static string List(IReadOnlyList<string> items) => string.Join(", ", items);
}
