using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs;

/// <summary>Asks for a run to be stopped, from any process: the engine sees it in the store and stops the session.</summary>
public sealed class RunCancellation(RunStore store)
{
    /// <summary>Returns once the wish is saved; the run's verdict follows when Kaggle has stopped the session.</summary>
    /// <exception cref="RunnerException">There is no such run, or it has ended.</exception>
    public async Task CancelAsync(RunId id, CancellationToken cancellationToken)
    {
        if (await store.RequestCancelAsync(id, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        throw run is null
            ? new RunnerException($"There is no run #{id.Number}.", "kaggle-runner list shows the runs there are.")
            : new RunnerException($"Run #{id.Number} has already ended: {run.Verdict?.Kind}.");
    }
}
