using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>Lists the lines that match in single blocks of a log.</summary>
internal sealed class FoundBlocks(SafeFileHandle log, SafeFileHandle index, LogCommit commit, ILineMatcher matcher)
    : IDisposable
{
    private readonly BlockReader _reader = new(log, commit.TextBytes);
    private (int Block, List<int> Lines) _last = (-1, []);

    /// <summary>The numbers of all lines that match and begin in the block, ascending.</summary>
    public List<int> Lines(int block, CancellationToken cancellationToken)
    {
        if (_last.Block != block)
        {
            var hits = new BlockHits(int.MaxValue);
            matcher.Match(AnsiBytes.Strip(_reader.Read(block, out var start)), hits, cancellationToken);
            var before = hits.Count == 0 ? 0 : LogIndex.LinesEndingBy(index, commit.Lines, start);
            _last = (block, hits.Lines.ConvertAll(line => before + 1 + line));
        }

        return _last.Lines;
    }

    public void Dispose() => _reader.Dispose();
}
