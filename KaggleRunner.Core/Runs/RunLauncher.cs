using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>Makes a run of what a user asks for and saves it; the engine, in this process or another, picks it up.</summary>
public sealed class RunLauncher(
    RunStore store,
    TargetResolver targets,
    SettingsResolver settings,
    RunReservation reservation,
    KaggleAccounts accounts,
    TimeProvider time
)
{
    /// <summary>The saved run. Nothing is committed, pushed or sent before the engine takes it up.</summary>
    /// <exception cref="RunnerException">The account, the target, the config or the settings are wrong, or the folder is read-only.</exception>
    public Task<Run> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        accounts.Expect(request.Account);
        var target = targets.Resolve(request.Project, request.Target);
        var resolved = settings.Resolve(request.Project, target, request.Config, request.Quick, request.Overrides);
        return SaveNewAsync(
            request.Project,
            (id, folder) =>
                new Run
                {
                    Id = id,
                    ProjectName = request.Project.Name,
                    ProjectRoot = request.Project.Root,
                    Target = target,
                    Settings = resolved,
                    Sync = request.Sync,
                    Account = request.Account,
                    Nonce = ScriptNonce.Create(),
                    Folder = folder,
                    CreatedAt = time.GetUtcNow(),
                },
            resolved.Kernel.Slug,
            cancellationToken
        );
    }

    /// <summary>A new run of the same commit with the same settings on the same account.</summary>
    /// <exception cref="RunnerException">There is no such run, or its script is not ours.</exception>
    public async Task<Run> RerunAsync(RunId id, CancellationToken cancellationToken)
    {
        var old =
            await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new RunnerException(
                $"There is no run #{id.Number} to run again.",
                "kaggle-runner list shows the runs there are."
            );
        if (old.Origin == RunOrigin.Foreign)
        {
            throw new RunnerException(
                $"Run #{id.Number} was started elsewhere, with a script that was not made by Kaggle Runner.",
                "Push it again as it was pushed then."
            );
        }

        accounts.Expect(old.Account);
        return await SaveNewAsync(
                new Project(id.Project, old.ProjectName, old.ProjectRoot),
                (newId, folder) =>
                    new Run
                    {
                        Id = newId,
                        ProjectName = old.ProjectName,
                        ProjectRoot = old.ProjectRoot,
                        Target = old.Target,
                        Settings = old.Settings,
                        Sync = new SyncRequest { Mode = SyncMode.None },
                        Account = old.Account,
                        Revision = old.Revision,
                        Nonce = ScriptNonce.Create(),
                        Folder = folder,
                        CreatedAt = time.GetUtcNow(),
                    },
                old.Settings.Kernel.Slug,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<Run> SaveNewAsync(
        Project project,
        Func<RunId, string, Run> create,
        string kernelSlug,
        CancellationToken cancellationToken
    )
    {
        var (id, folder) = await reservation.ReserveAsync(project, kernelSlug, cancellationToken).ConfigureAwait(false);
        var run = create(id, folder);
        await store.AddProjectAsync(project, cancellationToken).ConfigureAwait(false);
        await store.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        return run;
    }
}
