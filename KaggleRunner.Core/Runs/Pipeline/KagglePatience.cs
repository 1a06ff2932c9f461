using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Asks Kaggle again while it is out of reach or busy, says so on the run, and gives up in the end.</summary>
internal sealed class KagglePatience(LiveRun run, Pace pace, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>What <paramref name="ask"/> returns; only for requests that may be repeated.</summary>
    /// <exception cref="KaggleException">The last failure, once the patience has run out.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var wait = pace.Reconnect;
        var failed = false;
        while (true)
        {
            try
            {
                var answer = await ask(cancellationToken).ConfigureAwait(false);
                if (failed)
                {
                    await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
                }

                return answer;
            }
            catch (KaggleException e) when (IsPassing(e) && time.GetElapsedTime(since) < pace.Patience)
            {
                failed = true;
                wait = (e as KaggleRateLimitedException)?.RetryAfter ?? wait;
                await run.WaitForAsync($"{e.Message} Trying again.", cancellationToken).ConfigureAwait(false);
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    /// <summary>True for failures that say nothing about the request itself.</summary>
    public static bool IsPassing(KaggleException e) =>
        e is KaggleUnreachableException or KaggleRateLimitedException or LogStreamEndedException;
}
