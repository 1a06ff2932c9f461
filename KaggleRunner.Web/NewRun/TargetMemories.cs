using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>Recalls what a target's last run was told. The runs themselves are the memory: nothing else is kept.</summary>
public sealed class TargetMemories(RunStore store, ConfigLocator locator)
{
    // The newest runs of a target may all have been adopted from elsewhere.
    private const int LookedAt = 20;

    /// <param name="project">The project.</param>
    /// <param name="target">The target's path.</param>
    /// <param name="quick">Holds when there is no run to remember.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<TargetMemory> RecallAsync(
        Project project,
        string target,
        bool quick,
        CancellationToken cancellationToken
    )
    {
        var query = new RunQuery
        {
            Project = project.Id,
            Filter = new() { Targets = [$"={target}"] },
            Take = LookedAt,
        };
        var runs = await store.ListAsync(query, cancellationToken);
        // The filter takes stars for any letters, and no notice of capitals.
        var last = runs.FirstOrDefault(run =>
            run is { Origin: RunOrigin.Launched, Target.More.Count: 0 }
            && string.Equals(run.Target.Path, target, StringComparison.Ordinal)
        );
        return last?.Asked is { } asked
            ? TargetMemory.Of(last, IsThere(project, asked.Config) ? asked.Config : null, asked.Overrides)
            : new() { Last = last, Quick = last?.Settings.Quick ?? quick };
    }

    private bool IsThere(Project project, string? config)
    {
        try
        {
            return string.IsNullOrEmpty(config) || locator.Find(project, "", config) is not null;
        }
        catch (RunnerException)
        {
            return false;
        }
    }
}
