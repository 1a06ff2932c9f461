using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>What has to be set beside the config for a run like an earlier one.</summary>
public static class RepeatedSettings
{
    /// <summary>
    /// What the run was told itself; of a run that does not tell, all its settings. Of a matrix's run its own combination,
    /// not the whole matrix again.
    /// </summary>
    public static SettingsOverrides Of(Run run)
    {
        var settings = run.Settings;
        var overrides = run.Asked?.Overrides ?? All(settings);
        return settings.Matrix.Count == 0
            ? overrides
            : overrides with
            {
                Matrix = [.. settings.Matrix.Select(pair => new MatrixAxis(pair.Key, [pair.Value]))],
            };
    }

    private static SettingsOverrides All(RunSettings settings) =>
        new()
        {
            Args = settings.Args,
            Accelerator = settings.Accelerator ?? "none",
            Timeout = settings.Timeout,
            NoTimeout = settings.Timeout is null,
            Internet = settings.Internet,
            KernelSlug = settings.Kernel.Slug,
            KernelTitle = settings.Kernel.Title,
            Private = settings.Kernel.Private,
            PytestArgs = settings.PytestArgs,
            Packages = settings.Python.Packages,
            Environment = SettingsChange.WithoutMatrix(settings),
        };
}
