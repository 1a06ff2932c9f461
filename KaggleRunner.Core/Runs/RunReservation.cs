using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs;

/// <summary>Gives a new run its number and its results folder.</summary>
public sealed class RunReservation(RunStore store, ResultsExclusion exclusion)
{
    /// <summary>A number that no run of the project has had, with the folder made for it.</summary>
    /// <exception cref="RunnerException">The folder cannot be made.</exception>
    public async Task<(RunId Id, string Folder)> ReserveAsync(
        Project project,
        string kernelSlug,
        CancellationToken cancellationToken
    )
    {
        await exclusion.EnsureAsync(project, cancellationToken).ConfigureAwait(false);
        var last = await store.LastNumberAsync(project.Id, cancellationToken).ConfigureAwait(false);
        var (number, folder) = ResultsFolder.Reserve(project.Root, kernelSlug, last + 1);
        return (new RunId(project.Id, number), folder);
    }
}
