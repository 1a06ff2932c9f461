using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>Makes runs of what a user asks for and saves them; the engine, in this process or another, picks them up.</summary>
public sealed class RunLauncher(
    RunStore store,
    LaunchPlanner planner,
    RunReservation reservation,
    KaggleAccounts accounts,
    TimeProvider time
)
{
    private const int GroupLength = 12;

    /// <summary>
    /// The saved runs: one, or one for each combination of a matrix, in its order. Nothing is committed, pushed or sent before
    /// the engine takes them up.
    /// </summary>
    /// <exception cref="RunnerException">The account, the target, the config or the settings are wrong, or the folder is read-only.</exception>
    public async Task<IReadOnlyList<Run>> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        accounts.Expect(request.Account);
        var plan = planner.Plan(request);
        var cells = plan.Settings.Cells;
        var group = cells.Count > 1 ? Guid.NewGuid().ToString("N")[..GroupLength] : null;
        var kernels = cells.Select(cell => cell.Kernel.Slug);
        var places = await ReserveAsync(request.Project, kernels, cancellationToken).ConfigureAwait(false);
        var runs = places.Zip(
            cells,
            (place, settings) =>
                new Run
                {
                    Id = place.Id,
                    ProjectName = request.Project.Name,
                    ProjectRoot = request.Project.Root,
                    Target = plan.Target,
                    Settings = settings,
                    Asked = new(request.Config, request.Overrides),
                    Group = group,
                    Sync = request.Sync,
                    Account = request.Account,
                    Nonce = ScriptNonce.Create(),
                    Folder = place.Folder,
                    CreatedAt = time.GetUtcNow(),
                }
        );
        return await SaveAsync(request.Project, [.. runs], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A number and a folder for each kernel, or nothing at all.</summary>
    private async Task<IReadOnlyList<(RunId Id, string Folder)>> ReserveAsync(
        Project project,
        IEnumerable<string> kernels,
        CancellationToken cancellationToken
    )
    {
        var places = new List<(RunId Id, string Folder)>();
        try
        {
            foreach (var kernel in kernels)
            {
                places.Add(await reservation.ReserveAsync(project, kernel, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is RunnerException or OperationCanceledException)
        {
            // Made a moment ago, and empty.
            places.ForEach(place => Directory.Delete(place.Folder));
            throw;
        }

        return places;
    }

    private async Task<IReadOnlyList<Run>> SaveAsync(
        Project project,
        IReadOnlyList<Run> runs,
        CancellationToken cancellationToken
    )
    {
        await store.AddProjectAsync(project, cancellationToken).ConfigureAwait(false);
        foreach (var run in runs)
        {
            await store.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        }

        return runs;
    }
}
