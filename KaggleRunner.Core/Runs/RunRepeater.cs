using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>Makes a run of an earlier one and saves it; the engine, in this process or another, picks it up.</summary>
public sealed class RunRepeater(
    RunStore store,
    TargetResolver targets,
    RunReservation reservation,
    KaggleAccounts accounts,
    TimeProvider time
)
{
    /// <summary>A new run of the same commit with the same settings on the same account.</summary>
    /// <exception cref="RunnerException">There is no such run, or its script is not ours.</exception>
    public Task<Run> RepeatAsync(RunId id, CancellationToken cancellationToken) =>
        SaveAsync(id, old => Again(old) with { Revision = old.Revision }, cancellationToken);

    /// <summary>A new run of the tests that failed, of the same commit with otherwise the same settings.</summary>
    /// <exception cref="RunnerException">As above; or no test of the run failed, or more than can be named.</exception>
    public Task<Run> RepeatFailedAsync(RunId id, CancellationToken cancellationToken) =>
        SaveAsync(
            id,
            old =>
            {
                var target = FailedSelection.Of(old);
                return Again(old) with
                {
                    Revision = old.Revision,
                    Target = target,
                    Settings = old.Settings with { Target = target.Path },
                };
            },
            cancellationToken
        );

    /// <summary>A new run of the code as it is now, with the same target and settings.</summary>
    /// <param name="id">The earlier run.</param>
    /// <param name="sync">How the code as it is now becomes a commit that a kernel can get.</param>
    /// <param name="cancellationToken">Ends the saving.</param>
    /// <exception cref="RunnerException">As above; or the target is gone.</exception>
    public Task<Run> RepeatOnCurrentCodeAsync(RunId id, SyncRequest sync, CancellationToken cancellationToken) =>
        SaveAsync(
            id,
            old =>
            {
                targets.Resolve(ProjectOf(old), old.Target.Paths);
                return Again(old) with { Sync = sync };
            },
            cancellationToken
        );

    private async Task<Run> SaveAsync(RunId id, Func<Run, Run> again, CancellationToken cancellationToken)
    {
        var old = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        accounts.Expect(old.Account);
        var run = again(old);
        var project = ProjectOf(old);
        var (newId, folder) = await reservation
            .ReserveAsync(project, run.Settings.Kernel.Slug, cancellationToken)
            .ConfigureAwait(false);
        run = run with { Id = newId, Folder = folder };
        await store.AddProjectAsync(project, cancellationToken).ConfigureAwait(false);
        await store.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        return run;
    }

    private async Task<Run> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        var old =
            await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new RunnerException(
                $"There is no run #{id.Number} to run again.",
                "kaggle-runner list shows the runs there are."
            );
        return old.Origin == RunOrigin.Foreign
            ? throw new RunnerException(
                $"Run #{id.Number} was started elsewhere, with a script that was not made by Kaggle Runner.",
                "Push it again as it was pushed then."
            )
            : old;
    }

    /// <summary>Number and folder are still the old one's.</summary>
    private Run Again(Run old) =>
        new()
        {
            Id = old.Id,
            ProjectName = old.ProjectName,
            ProjectRoot = old.ProjectRoot,
            Target = old.Target,
            Settings = old.Settings,
            Asked = old.Asked,
            Sync = new SyncRequest { Mode = SyncMode.None },
            Account = old.Account,
            Nonce = ScriptNonce.Create(),
            Folder = old.Folder,
            CreatedAt = time.GetUtcNow(),
        };

    private static Project ProjectOf(Run run) => new(run.Id.Project, run.ProjectName, run.ProjectRoot);
}
