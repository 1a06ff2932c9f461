using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Waits for the user's wish to stop the run and stops its session on Kaggle: by the id that the kernel told, else by
/// the one that Kaggle's redirect tells; where neither is taken, the run says where the user can stop it.
/// </summary>
internal sealed class SessionStopper(LiveRun run, KaggleContext kaggle, KernelVersion version, TimeProvider time)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);
    private const int RefusalsToGiveUp = 3;
    private const int SlowerAfterwards = 5;
    private int _refusals;

    /// <summary>Returns when the session was told to stop, or when <paramref name="over"/> is cancelled.</summary>
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
        var gaveUp = false;
        while (true)
        {
            try
            {
                if (await TryStopAsync(cancellationToken).ConfigureAwait(false) is { } by)
                {
                    await run.WaitForAsync(
                            $"Kaggle was told to stop session {by}; it saves its outputs first.",
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    return;
                }
            }
            catch (KaggleException e)
            {
                failure = e;
                _refusals += KagglePatience.IsPassing(e) ? 0 : 1;
            }

            if (!gaveUp && (_refusals >= RefusalsToGiveUp || time.GetElapsedTime(since) >= GiveUpAfter))
            {
                gaveUp = true;
                await SayHowToStopAsync(failure, cancellationToken).ConfigureAwait(false);
            }

            // Goes on: the kernel may tell its session's id when it begins to run.
            var wait = kaggle.Pace.WhileQueued * (gaveUp ? SlowerAfterwards : 1);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Which session was told to stop, in words; null when its id is not known yet.</returns>
    /// <exception cref="KaggleException">Kaggle refused both ids, or is out of reach.</exception>
    private async Task<string?> TryStopAsync(CancellationToken cancellationToken)
    {
        KaggleException? refusal = null;
        if (run.Value.SessionId is { } told)
        {
            try
            {
                await kaggle.Client.CancelAsync(told, cancellationToken).ConfigureAwait(false);
                return $"{told} (told by the kernel)";
            }
            catch (KaggleException e) when (!KagglePatience.IsPassing(e))
            {
                refusal = e;
            }
        }

        var redirected = await kaggle
            .Client.FindSessionIdAsync(version.Kernel, version.Version, cancellationToken)
            .ConfigureAwait(false);
        if (redirected is { } id && id != run.Value.SessionId)
        {
            await kaggle.Client.CancelAsync(id, cancellationToken).ConfigureAwait(false);
            return $"{id} (told by Kaggle's redirect)";
        }

        return refusal is null ? null : throw refusal;
    }

    private async Task SayHowToStopAsync(KaggleException? failure, CancellationToken cancellationToken)
    {
        var because = failure is null ? "" : $" ({failure.Message})";
        var notice = $"Kaggle could not be told to stop the session{because}: stop it on {run.Value.KernelUrl}";
        await run.AddNoticeAsync(notice, cancellationToken).ConfigureAwait(false);
        await run.WaitForAsync($"Stop the session on {run.Value.KernelUrl}", cancellationToken).ConfigureAwait(false);
    }
}
