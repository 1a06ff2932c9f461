using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>Recalls what an earlier run of a target was told. The runs themselves are the memory: nothing else is kept.</summary>
public sealed class TargetMemories(RunStore store, ConfigLocator locator)
{
    // The newest runs of a target may all have been adopted from elsewhere.
    private const int LookedAt = 20;

    /// <param name="project">The project.</param>
    /// <param name="target">The target's path.</param>
    /// <param name="from">The number of the run whose settings are wanted; null: the target's last one.</param>
    /// <param name="quick">Holds when there is no run to remember.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<TargetMemory> RecallAsync(
        Project project,
        string target,
        int? from,
        bool quick,
        CancellationToken cancellationToken
    )
    {
        if (from is { } number && await FindAsync(project, target, number, cancellationToken) is { } named)
        {
            var config = named.Asked is { } told ? told.Config : named.Settings.ConfigPath ?? "";
            return TargetMemory.Of(named, IfThere(project, config), RepeatedSettings.Of(named));
        }

        var last = await LastAsync(project, target, cancellationToken);
        return last?.Asked is { } asked
            ? TargetMemory.Of(last, IfThere(project, asked.Config), asked.Overrides)
            : new() { Last = last, Quick = last?.Settings.Quick ?? quick };
    }

    private async Task<Run?> FindAsync(
        Project project,
        string target,
        int number,
        CancellationToken cancellationToken
    ) =>
        await store.FindAsync(new RunId(project.Id, number), cancellationToken) is { Origin: not RunOrigin.Foreign } run
        && IsOf(run, target)
            ? run
            : null;

    private async Task<Run?> LastAsync(Project project, string target, CancellationToken cancellationToken)
    {
        var query = new RunQuery
        {
            Project = project.Id,
            Filter = new() { Targets = [$"={target}"] },
            Take = LookedAt,
        };
        var runs = await store.ListAsync(query, cancellationToken);
        return runs.FirstOrDefault(run =>
            run is { Origin: RunOrigin.Launched, Target.More.Count: 0 } && IsOf(run, target)
        );
    }

    // The query takes stars for any letters, and no notice of capitals.
    private static bool IsOf(Run run, string target) =>
        string.Equals(run.Target.Path, target, StringComparison.Ordinal);

    private string? IfThere(Project project, string? config)
    {
        try
        {
            return string.IsNullOrEmpty(config) || locator.Find(project, "", config) is not null ? config : null;
        }
        catch (RunnerException)
        {
            return null;
        }
    }
}
