using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Looks for the version that a push made whose answer was lost, by the run's nonce in its source.</summary>
internal sealed class PushSearch(
    LiveRun run,
    KaggleContext kaggle,
    KernelRef kernel,
    KagglePatience patience,
    TimeProvider time
)
{
    /// <summary>
    /// Null when there is none. Right after a push Kaggle may still forbid a new kernel or tell its old number: then it
    /// is looked for again until <paramref name="settle"/> has passed, since a second push would run it twice.
    /// </summary>
    public async Task<PushedVersion?> FindAsync(TimeSpan settle, CancellationToken cancellationToken)
    {
        if (run.Value.VersionBeforePush is not { } before)
        {
            return null;
        }

        var since = time.GetTimestamp();
        while (true)
        {
            if (await LookAsync(before, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            if (time.GetElapsedTime(since) >= settle)
            {
                return null;
            }

            await run.WaitForAsync("Looking whether the push arrived.", cancellationToken).ConfigureAwait(false);
            await Task.Delay(kaggle.Pace.WhileQueued, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PushedVersion?> LookAsync(int before, CancellationToken cancellationToken)
    {
        var newest = await AskAsync(version: null, cancellationToken).ConfigureAwait(false);
        // The number told may be an old one, but the version after the last can be asked for all the same.
        for (var version = Math.Max(newest?.CurrentVersion ?? 0, before + 1); version > before; version--)
        {
            var info = await AskAsync(version, cancellationToken).ConfigureAwait(false);
            if (info?.Source.Contains(run.Value.Nonce, StringComparison.Ordinal) == true)
            {
                return new PushedVersion(info.Kernel, version, KernelPage.Of(info.Kernel, version));
            }
        }

        return null;
    }

    private Task<KernelInfo?> AskAsync(int? version, CancellationToken cancellationToken) =>
        patience.AskAsync(token => kaggle.Client.FindKernelAsync(kernel, version, token), cancellationToken);
}
