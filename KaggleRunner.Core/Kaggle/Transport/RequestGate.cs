namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// One account's way to Kaggle, shared by all runs of this process: spreads the requests, and closes for all of them
/// when Kaggle asks for patience (429).
/// </summary>
/// <param name="interval">The usual distance of requests; zero: as they come.</param>
/// <param name="burst">How many may follow each other at once after a quiet time.</param>
/// <param name="firstPause">How long it closes when Kaggle does not say for how long; doubles with each refusal in a row.</param>
internal sealed class RequestGate(TimeProvider time, TimeSpan interval, int burst, TimeSpan firstPause)
{
    private const int MostDoublings = 6;
    private const double Recovery = 0.95;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan SlowestInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly long _begun = time.GetTimestamp();
    private TimeSpan _opensAt;
    private TimeSpan _filledUntil;
    private readonly TimeSpan _usual = interval;
    private TimeSpan _interval = interval;
    private int _refusals;

    private TimeSpan Now => time.GetElapsedTime(_begun);

    /// <summary>How far the requests may be ahead of the pace.</summary>
    private TimeSpan Slack => _interval * (burst - 1);

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="isUrgent">Goes before those that only look; a closed gate holds it back all the same.</param>
    /// <returns>Null when it may be sent; how long the gate stays closed when that is longer than <paramref name="patience"/>.</returns>
    public async Task<TimeSpan?> EnterAsync(bool isUrgent, TimeSpan patience, CancellationToken cancellationToken)
    {
        while (Closed() is { } closed)
        {
            if (closed > patience)
            {
                return closed;
            }

            await Task.Delay(closed, time, cancellationToken).ConfigureAwait(false);
        }

        var wait = Reserve(isUrgent);
        if (wait <= TimeSpan.Zero)
        {
            return null;
        }

        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        return Closed() is null ? null : await EnterAsync(isUrgent, patience, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the gate: Kaggle refused a request for the number of them.</summary>
    /// <returns>How long it is closed.</returns>
    public TimeSpan Refused(TimeSpan? asked)
    {
        lock (_gate)
        {
            var now = Now;
            if (_opensAt <= now)
            {
                // Those that were under way already when it closed are refused with the first: one refusal.
                _refusals = Math.Min(_refusals + 1, MostDoublings);
                _interval = _interval * 2 < SlowestInterval ? _interval * 2 : SlowestInterval;
            }

            var pause = _refusals > 1 || asked is null ? firstPause * (1 << (_refusals - 1)) : TimeSpan.Zero;
            pause = asked > pause ? asked.Value : pause;
            pause = pause < LongestPause ? pause : LongestPause;
            var opens = now + pause + Jitter(pause);
            _opensAt = opens > _opensAt ? opens : _opensAt;
            // No burst at the opening: whoever waited goes one by one.
            var filled = _opensAt + Slack;
            _filledUntil = filled > _filledUntil ? filled : _filledUntil;
            return _opensAt - now;
        }
    }

    /// <summary>A request was not refused: the pace quickens again.</summary>
    public void Accepted()
    {
        lock (_gate)
        {
            if (_opensAt <= Now)
            {
                _refusals = 0;
                _interval = _interval * Recovery > _usual ? _interval * Recovery : _usual;
            }
        }
    }

    private TimeSpan? Closed()
    {
        lock (_gate)
        {
            var closed = _opensAt - Now;
            return closed > TimeSpan.Zero ? closed : null;
        }
    }

    private TimeSpan Reserve(bool isUrgent)
    {
        lock (_gate)
        {
            var now = Now;
            var wait = isUrgent ? TimeSpan.Zero : _filledUntil - Slack - now;
            _filledUntil = (_filledUntil > now ? _filledUntil : now) + _interval;
            return wait;
        }
    }

    private static TimeSpan Jitter(TimeSpan pause) => pause * (Random.Shared.NextDouble() / 10);
}
