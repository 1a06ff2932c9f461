using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// One expression for both of .NET's engines. The one that cannot backtrack is relied on, since its time grows with the
/// text alone; the compiled one is two to five times as quick on most expressions and as good as never ends on some. It
/// is made once a search has gone through many blocks, and given up for the rest of it as soon as it once takes long, or
/// proves no quicker. Whether there is a match, and where, is the same for both.
/// </summary>
/// <param name="line">For one line.</param>
/// <param name="lines">For many lines at once, where the expression allows it.</param>
/// <param name="quickened">The same expression for the other engine.</param>
internal sealed class RegexEngines(Regex line, Regex? lines, Func<Regex, Regex> quickened)
{
    /// <summary>Blocks after which making the quick engine, some milliseconds, is worth its time.</summary>
    private const int Patience = 24;

    /// <summary>Blocks after which the two are compared.</summary>
    private const int Trial = 12;

    /// <summary>The time of a million characters from which on a quicker engine is looked for.</summary>
    private static readonly long Slow = TimeProvider.System.TimestampFrequency / 1250;

    private readonly Lock _gate = new();
    private readonly EngineTime _sure = new();
    private readonly EngineTime _quick = new();
    private volatile Engine? _quickEngine;
    private volatile bool _isSettled;

    private Engine Sure { get; } = new(line, lines);

    public BlockMatch Begin(int length) => new(this, length);

    /// <summary>The quick engine is not to be used any more.</summary>
    public void GiveUp() => (_isSettled, _quickEngine) = (true, null);

    private void End(bool wasQuick, int length, long ticks)
    {
        lock (_gate)
        {
            if (_isSettled)
            {
                return;
            }

            (wasQuick ? _quick : _sure).Add(length, ticks);
            if (_quickEngine is null && _sure.Blocks >= Patience)
            {
                _isSettled = _sure.TicksOf(1_000_000) < Slow;
                _quickEngine = _isSettled
                    ? null
                    : new Engine(quickened(Sure.Line), Sure.Lines is null ? null : quickened(Sure.Lines));
            }
            else if (_quick.Blocks >= Trial)
            {
                _isSettled = true;
                _quickEngine = _quick.TicksOf(1_000_000) < _sure.TicksOf(1_000_000) ? _quickEngine : null;
            }
        }
    }

    private sealed record Engine(Regex Line, Regex? Lines);

    /// <summary>How long the blocks took that one engine has looked at.</summary>
    private sealed class EngineTime
    {
        private long _length;
        private long _ticks;

        public int Blocks { get; private set; }

        public void Add(int length, long ticks)
        {
            (_length, _ticks) = (_length + length, _ticks + ticks);
            Blocks++;
        }

        public long TicksOf(long length) => (long)((double)_ticks / Math.Max(1, _length) * length);
    }

    /// <summary>Matches within one block of a log, by one thread.</summary>
    public sealed class BlockMatch : IDisposable
    {
        /// <summary>Lines between two looks at the clock.</summary>
        private const int Stride = 16;

        private readonly RegexEngines _engines;
        private readonly int _length;
        private readonly long _began = TimeProvider.System.GetTimestamp();
        private readonly long _allowed;
        private readonly bool _wasQuick;
        private Engine? _quick;
        private int _looked;

        internal BlockMatch(RegexEngines engines, int length)
        {
            (_engines, _length, _quick) = (engines, length, engines._quickEngine);
            _wasQuick = _quick is not null;
            _allowed = (4 * engines._sure.TicksOf(length)) + (TimeProvider.System.TimestampFrequency / 200);
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

        public void Dispose() =>
            _engines.End(_wasQuick, _length, TimeProvider.System.GetTimestamp() - _began);

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

            GiveUp();
            return false;
        }

        private void GiveUp()
        {
            _quick = null;
            _engines.GiveUp();
        }
    }
}
