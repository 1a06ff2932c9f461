using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>One setting that two runs of a target do not share; an empty value was not set.</summary>
public sealed record SettingsChange(string Name, string Before, string After)
{
    /// <summary>What differs, in the order of the form.</summary>
    public static IReadOnlyList<SettingsChange> Between(RunSettings before, RunSettings after)
    {
        var old = Values(before).ToList();
        return
        [
            .. Values(after)
                .Zip(old, (now, was) => new SettingsChange(now.Name, was.Value, now.Value))
                .Concat(Named("matrix", before.Matrix, after.Matrix))
                .Concat(Named("env", WithoutMatrix(before), WithoutMatrix(after)))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<(string Name, string Value)> Values(RunSettings settings) =>
        [
            ("Config", settings.ConfigPath ?? ""),
            ("Accelerator", AcceleratorChoice.Word(settings.Accelerator)),
            ("Time limit", settings.Timeout is { } limit ? HumanText.Limit(limit) : "Kaggle's own"),
            ("Quick", settings.Quick ? "on" : "off"),
            ("Internet", settings.Internet ? "on" : "off"),
            ("Arguments", ArgumentSplitter.Join(settings.Args)),
            ("pytest arguments", ArgumentSplitter.Join(settings.PytestArgs)),
            ("Packages", List(settings.Python.Packages)),
            ("Requirements", List(settings.Python.Requirements)),
            (
                "Editable install",
                settings.Python.Editable switch
                {
                    true => "on",
                    false => "off",
                    null => "auto",
                }
            ),
            ("Kernel", settings.Kernel.Slug),
            ("Kernel title", settings.Kernel.Title),
            ("Private kernel", settings.Kernel.Private ? "on" : "off"),
            ("Datasets", List(settings.Data.Datasets)),
            ("Competitions", List(settings.Data.Competitions)),
            ("Kernels as data", List(settings.Data.Kernels)),
            ("Models", List(settings.Data.Models)),
            ("Outputs", List(settings.Outputs.Include)),
            ("Outputs left out", List(settings.Outputs.Exclude)),
            ("Largest download", HumanText.Size(settings.Outputs.MaxDownloadSize)),
        ];

    /// <summary>The variables but for those that a matrix sets for its runs, which are told as the matrix's.</summary>
    internal static Dictionary<string, string> WithoutMatrix(RunSettings settings)
    {
        var variables = new Dictionary<string, string>(settings.Environment, StringComparer.Ordinal);
        foreach (var (key, value) in settings.Matrix)
        {
            variables.Remove(new MatrixAxis(key, [value]).Variable);
        }

        return variables;
    }

    private static IEnumerable<SettingsChange> Named(
        string kind,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new SettingsChange(
                $"{kind} {name}",
                before.GetValueOrDefault(name, ""),
                after.GetValueOrDefault(name, "")
            ));

    private static string List(IReadOnlyList<string> items) => string.Join(", ", items);
}
