namespace KaggleRunner.Core.Logs.Search;

/// <summary>Puts together, in the order of the log, what several threads find in its blocks.</summary>
/// <param name="first">The block that the search begins with.</param>
/// <param name="blocks">How many blocks the log has.</param>
/// <param name="most">How many numbers of lines are wanted.</param>
internal sealed class HitList(int first, int blocks, int most)
{
    private readonly Lock _gate = new();
    private readonly (BlockHits Hits, int FirstLine)?[] _waiting = new (BlockHits, int)?[blocks - first];
    private readonly List<int> _counts = [];
    private readonly List<int> _lines = [];
    private volatile bool _full = most == 0;

    /// <summary>Numbers of lines that are wanted of a block.</summary>
    public int Wanted => _full ? 0 : most;

    /// <param name="firstLine">The number of the block's first line.</param>
    public void Add(int block, BlockHits hits, int firstLine)
    {
        lock (_gate)
        {
            _waiting[block - first] = (hits, firstLine);
            while (_counts.Count < _waiting.Length && _waiting[_counts.Count] is { } next)
            {
                _lines.AddRange(next.Hits.Lines.Take(most - _lines.Count).Select(line => next.FirstLine + line));
                _waiting[_counts.Count] = null;
                _counts.Add(next.Hits.Count);
            }

            _full = _lines.Count == most;
        }
    }

    /// <summary>The hits of each block, as far as no block is missing.</summary>
    public IReadOnlyList<int> Counts()
    {
        lock (_gate)
        {
            return [.. _counts];
        }
    }

    public LogHits ToHits()
    {
        lock (_gate)
        {
            return new LogHits(_counts.Sum(), _counts.Count == _waiting.Length, _lines);
        }
    }
}
