namespace KaggleRunner.Core.Logs.Search;

/// <summary>Puts together, in the order of the log, what several threads find in its blocks.</summary>
internal sealed class HitList(int blocks)
{
    private readonly Lock _gate = new();
    private readonly (BlockHits Hits, int FirstLine)?[] _waiting = new (BlockHits, int)?[blocks];
    private readonly List<int> _lines = [];
    private volatile bool _full;
    private int _total;
    private int _next;

    /// <summary>More numbers of lines are wanted.</summary>
    public bool WantsLines => !_full;

    /// <param name="firstLine">The number of the block's first line.</param>
    public void Add(int block, BlockHits hits, int firstLine)
    {
        lock (_gate)
        {
            _waiting[block] = (hits, firstLine);
            while (_next < blocks && _waiting[_next] is { } next)
            {
                _total += next.Hits.Count;
                _lines.AddRange(
                    next.Hits.Lines.Take(LogHits.Most - _lines.Count).Select(line => next.FirstLine + line)
                );
                _waiting[_next++] = null;
            }

            _full = _lines.Count == LogHits.Most;
        }
    }

    public LogHits ToHits()
    {
        lock (_gate)
        {
            return new LogHits(_total, _next == blocks, _lines);
        }
    }
}
