using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>What the page or the command line sets, as a layer of settings.</summary>
internal static class OverrideLayer
{
    /// <exception cref="RunnerException">A value does not fit.</exception>
    public static ConfigSection Of(SettingsOverrides overrides)
    {
        Check(overrides);
        return new()
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
            Matrix = overrides.Matrix,
        };
    }

    private static void Check(SettingsOverrides overrides)
    {
        if (overrides.Accelerator is { Length: > 0 } word && !Accelerators.IsKnownForm(word))
        {
            throw new RunnerException($"“{word}” is no accelerator.", "Say none, gpu, tpu or a machine shape.");
        }

        if (overrides.Timeout is { } limit && limit <= TimeSpan.Zero)
        {
            throw new RunnerException("The time limit must be longer than nothing.", "Write it like 2h or 90m.");
        }

        if (overrides.Environment?.Keys.FirstOrDefault(key => !ConfigValues.EnvironmentName().IsMatch(key)) is { } bad)
        {
            throw new RunnerException($"“{bad}” is no name of a variable.", "Use letters, digits and _.");
        }

        var axes = overrides.Matrix ?? [];
        var problem = axes.Select(axis => MatrixRules.KeyProblem(axis.Key) ?? MatrixRules.ValuesProblem(axis))
            .FirstOrDefault(problem => problem is not null);
        if (problem is not null)
        {
            throw new RunnerException($"The matrix does not fit: {problem}.", "Write it like seed=1,2,3.");
        }
    }
}
