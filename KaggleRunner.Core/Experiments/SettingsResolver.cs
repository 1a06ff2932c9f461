using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>Lays the sources of settings over each other: defaults, config, its quick section, page or command line.</summary>
public sealed class SettingsResolver(ConfigLocator locator)
{
    /// <summary>All that shapes the run, or each run of a matrix.</summary>
    /// <param name="config">null: the file called like the target, if any; empty: none; else a name or path.</param>
    /// <param name="unsaved">A config as it stands in an editor, in the place of the one on disk.</param>
    /// <exception cref="RunnerException">A config is missing or wrong, or an override does not fit.</exception>
    public SettingsPlan Resolve(
        Project project,
        Target target,
        string? config,
        bool quick,
        SettingsOverrides overrides,
        ConfigFile? unsaved = null
    )
    {
        var own = OverrideLayer.Of(overrides);
        var path = unsaved?.Path ?? locator.Find(project, target.Path, config);
        var file =
            unsaved is not null ? unsaved
            : path is null ? null
            : ConfigReader.ReadFile(Path.Combine(project.Root, path), path, own.Matrix?.Select(axis => axis.Key) ?? []);
        var defaults = new RunSettings
        {
            Target = target.Path,
            Quick = quick,
            ConfigPath = path,
        };
        ConfigSection[] layers = [.. new[] { file?.Main, quick ? file?.Quick : null, own }.OfType<ConfigSection>()];
        var template = layers.Aggregate(defaults, SettingsLayers.Apply);
        var matrix = layers.Aggregate((IReadOnlyList<MatrixAxis>)[], SettingsLayers.Apply);
        return MatrixRules.Problem(matrix) is { } problem
            ? throw new RunnerException(
                $"The settings do not fit: {problem}.",
                "Narrow a key to fewer values, for example with --matrix seed=1."
            )
            : new(template, matrix, MatrixExpansion.Cells(template, matrix, target.Kind));
    }

    /// <summary>The targets that a named config was written for; empty when it names none.</summary>
    /// <exception cref="RunnerException">The config is missing or wrong.</exception>
    public IReadOnlyList<string> TargetsOf(Project project, string config, params IEnumerable<string> matrixKeys) =>
        locator.Find(project, "", config) is { } path
            ? ConfigReader.ReadFile(Path.Combine(project.Root, path), path, matrixKeys).Targets
            : [];
}
