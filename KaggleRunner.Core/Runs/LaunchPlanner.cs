using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>What a launch would run: the target, and the settings of each run.</summary>
public sealed record LaunchPlan(Target Target, SettingsPlan Settings);

/// <summary>Finds out what a launch would run; changes and sends nothing.</summary>
public sealed class LaunchPlanner(TargetResolver targets, SettingsResolver settings)
{
    /// <exception cref="RunnerException">The target, the config or the settings are wrong.</exception>
    public LaunchPlan Plan(LaunchRequest request)
    {
        var paths = request.Targets;
        if (paths.Count == 0 && request.Config is { } config)
        {
            var keys = request.Overrides.Matrix?.Select(axis => axis.Key) ?? [];
            paths = settings.TargetsOf(request.Project, config, keys);
        }

        var target = targets.Resolve(request.Project, paths);
        return new(target, settings.Resolve(request.Project, target, request.Config, request.Quick, request.Overrides));
    }
}
