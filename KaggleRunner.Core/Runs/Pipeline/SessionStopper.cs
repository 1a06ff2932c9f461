using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Waits for the user's wish to stop the run and stops its session on Kaggle.</summary>
internal sealed class SessionStopper(LiveRun run, KaggleContext kaggle, KernelVersion version, TimeProvider time)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    /// <summary>Returns when the session was told to stop, when it could not be, or when <paramref name="over"/> is cancelled.</summary>
    public async Task WatchAsync(CancellationToken over)
    {
        try
        {
            var wish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = run.CancelRequested.Register(() => wish.TrySetResult());
            await wish.Task.WaitAsync(over).ConfigureAwait(false);
            await run.WaitForAsync("Stopping the session on Kaggle.", over).ConfigureAwait(false);
            await StopAsync(over).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The session ended by itself.
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        KaggleException? failure = null;
        while (time.GetElapsedTime(since) < GiveUpAfter)
        {
            try
            {
                if (await FindSessionAsync(cancellationToken).ConfigureAwait(false) is { } session)
                {
                    await kaggle.Client.CancelAsync(session, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            catch (KaggleException e)
            {
                failure = e;
            }

            await Task.Delay(kaggle.Pace.WhileQueued, time, cancellationToken).ConfigureAwait(false);
        }

        var notice =
            $"Kaggle could not be told to stop the session{Because(failure)}: stop it on {run.Value.KernelUrl}";
        await run.AddNoticeAsync(notice, cancellationToken).ConfigureAwait(false);
        await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long?> FindSessionAsync(CancellationToken cancellationToken) =>
        run.Value.SessionId
        ?? await kaggle
            .Client.FindSessionIdAsync(version.Kernel, version.Version, cancellationToken)
            .ConfigureAwait(false);

    private static string Because(KaggleException? failure) => failure is null ? "" : $" ({failure.Message})";
}
