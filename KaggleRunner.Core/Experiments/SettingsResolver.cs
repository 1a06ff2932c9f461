using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>Lays the sources of settings over each other: defaults, config, its quick section, page or command line.</summary>
public sealed class SettingsResolver(ConfigLocator locator)
{
    /// <summary>All that shapes the run.</summary>
    /// <param name="config">null: the file called like the target, if any; empty: none; else a name or path.</param>
    /// <exception cref="RunnerException">A config is missing or wrong, or an override does not fit.</exception>
    public RunSettings Resolve(Project project, Target target, string? config, bool quick, SettingsOverrides overrides)
    {
        var path = locator.Find(project, target.Path, config);
        var file = path is null ? null : ConfigReader.ReadFile(Path.Combine(project.Root, path), path);
        var defaults = new RunSettings
        {
            Target = target.Path,
            Quick = quick,
            ConfigPath = path,
        };
        return new[] { file?.Main, quick ? file?.Quick : null, LayerOf(overrides) }
            .OfType<ConfigSection>()
            .Aggregate(defaults, SettingsLayers.Apply);
    }

    private static ConfigSection LayerOf(SettingsOverrides overrides)
    {
        if (overrides.Accelerator is { Length: > 0 } word && !Accelerators.IsKnownForm(word))
        {
            throw new RunnerException($"“{word}” is no accelerator.", "Say none, gpu, tpu or a machine shape.");
        }

        if (overrides.Timeout is { } limit && limit <= TimeSpan.Zero)
        {
            throw new RunnerException("The time limit must be longer than nothing.", "Write it like 2h or 90m.");
        }

        var bad = overrides.Environment?.Keys.FirstOrDefault(key => !ConfigValues.EnvironmentName().IsMatch(key));
        return bad is not null
            ? throw new RunnerException($"“{bad}” is no name of a variable.", "Use letters, digits and _.")
            : new()
            {
                Args = overrides.Args,
                Accelerator = overrides.Accelerator,
                Timeout =
                    overrides.NoTimeout ? new(null)
                    : overrides.Timeout is null ? null
                    : new(overrides.Timeout),
                Internet = overrides.Internet,
                KernelSlug = overrides.KernelSlug,
                KernelTitle = overrides.KernelTitle,
                Private = overrides.Private,
                PytestArgs = overrides.PytestArgs,
                Packages = overrides.Packages,
                Environment = overrides.Environment,
            };
    }
}
