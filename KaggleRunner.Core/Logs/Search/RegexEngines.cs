using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// One expression for both of .NET's engines. The one that cannot backtrack is relied on, since its time grows with the
/// text alone; the compiled one is two to five times as quick on most expressions and as good as never ends on some. It
/// is made once a search has gone through a few megabytes, and given up for the rest of it as soon as a match takes long, or it
/// proves no quicker. Whether there is a match, and where, is the same for both.
/// </summary>
/// <param name="line">For one line.</param>
/// <param name="lines">For many lines at once, where the expression allows it.</param>
/// <param name="quickened">The same expression for the other engine.</param>
internal sealed class RegexEngines(Regex line, Regex? lines, Func<Regex, Regex> quickened)
{
    /// <summary>Parts after which making the quick engine, some milliseconds, is worth its time.</summary>
    private const int Patience = 80;

    /// <summary>Parts after which the two are compared.</summary>
    private const int Trial = 40;

    /// <summary>Parts that may take too long: a busy machine can put a thread aside.</summary>
    private const int Strikes = 3;

    /// <summary>Ticks a character from which on a quicker engine is looked for: 0.8 ns.</summary>
    private static readonly double Slow = 0.8e-9 * TimeProvider.System.TimestampFrequency;

    /// <summary>A thread may be put aside for so long on a busy machine, whatever it does.</summary>
    private static readonly long Pause = TimeProvider.System.TimestampFrequency / 20;

    private readonly Lock _gate = new();
    private readonly List<double> _sureTicks = [];
    private readonly List<double> _quickTicks = [];
    private volatile Engine? _quickEngine;
    private volatile bool _isSettled;
    private int _strikes;
    private double _usual;

    private Engine Sure { get; } = new(line, lines);

    public PartMatch Begin(int length) => new(this, length);

    /// <summary>The quick engine is not to be used any more.</summary>
    private void GiveUp() => (_isSettled, _quickEngine) = (true, null);

    private void End(bool wasQuick, int length, long ticks)
    {
        lock (_gate)
        {
            if (_isSettled || length == 0)
            {
                return;
            }

            (wasQuick ? _quickTicks : _sureTicks).Add((double)ticks / length);
            if (_quickEngine is null && _sureTicks.Count >= Patience)
            {
                _usual = Median(_sureTicks);
                _isSettled = _usual < Slow;
                _quickEngine = _isSettled
                    ? null
                    : new Engine(quickened(Sure.Line), Sure.Lines is null ? null : quickened(Sure.Lines));
            }
            else if (_quickTicks.Count >= Trial)
            {
                _isSettled = true;
                _quickEngine = Median(_quickTicks) < Median(_sureTicks) ? _quickEngine : null;
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Engine(Regex Line, Regex? Lines);

    /// <summary>Matches within one part of a log, by one thread.</summary>
    public sealed class PartMatch : IDisposable
    {
        /// <summary>Lines between two looks at the clock.</summary>
        private const int Stride = 8;

        private readonly RegexEngines _engines;
        private readonly int _length;
        private readonly long _began = TimeProvider.System.GetTimestamp();
        private readonly long _allowed;
        private readonly bool _wasQuick;
        private Engine? _quick;
        private int _looked;

        internal PartMatch(RegexEngines engines, int length)
        {
            (_engines, _length, _quick) = (engines, length, engines._quickEngine);
            _wasQuick = _quick is not null;
            _allowed = (long)(4 * engines._usual * length) + Pause;
        }

        public bool IsMatch(ReadOnlySpan<char> line)
        {
            if (_quick is { } quick && IsInTime())
            {
                try
                {
                    return quick.Line.IsMatch(line);
                }
                catch (RegexMatchTimeoutException)
                {
                    GiveUp();
                }
            }

            return _engines.Sure.Line.IsMatch(line);
        }

        /// <summary>The first match in many lines.</summary>
        public bool TryFind(ReadOnlySpan<char> text, out int at, out int length)
        {
            if (_quick is { } quick && IsInTime())
            {
                try
                {
                    return TryFind(quick.Lines!, text, out at, out length);
                }
                catch (RegexMatchTimeoutException)
                {
                    GiveUp();
                }
            }

            return TryFind(_engines.Sure.Lines!, text, out at, out length);
        }

        public void Dispose() => _engines.End(_wasQuick, _length, TimeProvider.System.GetTimestamp() - _began);

        private static bool TryFind(Regex regex, ReadOnlySpan<char> text, out int at, out int length)
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                (at, length) = (match.Index, match.Length);
                return true;
            }

            (at, length) = (-1, 0);
            return false;
        }

        private bool IsInTime()
        {
            if (++_looked % Stride != 0 || TimeProvider.System.GetTimestamp() - _began <= _allowed)
            {
                return true;
            }

            _quick = null;
            if (Interlocked.Increment(ref _engines._strikes) >= Strikes)
            {
                _engines.GiveUp();
            }

            return false;
        }

        private void GiveUp()
        {
            _quick = null;
            _engines.GiveUp();
        }
    }
}
