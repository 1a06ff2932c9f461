using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Asks Kaggle again while it is out of reach or busy, says so on the run, and gives up in the end.</summary>
internal sealed class KagglePatience(LiveRun run, Pace pace, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly LiveRun _run = run;
    private readonly Pace _pace = pace;
    private readonly TimeProvider _time = time;

    /// <summary>What <paramref name="ask"/> returns; only for requests that may be repeated.</summary>
    /// <exception cref="KaggleException">The last failure, once the patience has run out.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var trouble = new Trouble(this);
        while (true)
        {
            try
            {
                var answer = await ask(cancellationToken).ConfigureAwait(false);
                if (trouble.WasTold)
                {
                    await _run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
                }

                return answer;
            }
            catch (KaggleException e) when (trouble.MayPass(e))
            {
                await trouble.WaitAsync(e, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A fresh count of failures in a row.</summary>
    public Trouble Begin() => new(this);

    /// <summary>True for failures that say nothing about the request itself.</summary>
    public static bool IsPassing(KaggleException e) =>
        e is KaggleUnreachableException or KaggleRateLimitedException or LogStreamEndedException;

    /// <summary>Failures in a row: how long they last, and the wait before the next try.</summary>
    internal sealed class Trouble(KagglePatience patience)
    {
        private TimeSpan _wait = patience._pace.Reconnect;
        private long? _since;
        private long? _limitedSince;

        public bool WasTold { get; private set; }

        /// <summary>
        /// True while it is worth another try. One that asks for fewer requests is there: it does not count as out of
        /// reach.
        /// </summary>
        public bool MayPass(KaggleException e)
        {
            var (pace, time) = (patience._pace, patience._time);
            if (e is KaggleRateLimitedException)
            {
                _since = null;
                _limitedSince ??= time.GetTimestamp();
                return time.GetElapsedTime(_limitedSince.Value) < pace.LimitedPatience;
            }

            // From the first failure on: what came before it, a long download for one, is no trouble.
            _since ??= time.GetTimestamp();
            return IsPassing(e) && time.GetElapsedTime(_since.Value) < pace.Patience;
        }

        /// <summary>Says what is wrong and waits.</summary>
        public async Task WaitAsync(KaggleException e, CancellationToken cancellationToken)
        {
            var asked = (e as KaggleRateLimitedException)?.RetryAfter;
            WasTold = true;
            await patience._run.WaitForAsync($"{e.Message} Trying again.", cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pace.Jittered(asked > _wait ? asked.Value : _wait), patience._time, cancellationToken)
                .ConfigureAwait(false);
            _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
        }
    }
}
