using KaggleRunner.Core.Logs.Search;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// A search that finds each of its hits by its place among them, however many there are: it keeps how many hits every
/// block of the log has, and looks into a block anew for their lines. It does not change; a log that has grown is gone
/// on with by <see cref="GoOnAsync"/>, which looks at no more than what was added. Safe for concurrent use.
/// </summary>
public sealed class LogFinding
{
    /// <summary>Hits told along with one, on each side.</summary>
    private const int Around = 100;

    private readonly LogFiles _files;
    private readonly ILineMatcher? _matcher;
    private readonly LogCommit _commit;
    private readonly IReadOnlyList<int> _counts;

    private LogFinding(
        LogFiles files,
        LogQuery query,
        ILineMatcher? matcher,
        LogCommit commit,
        IReadOnlyList<int> counts
    )
    {
        (_files, Query, _matcher, _commit, _counts) = (files, query, matcher, commit, counts);
        Total = counts.Sum();
    }

    public LogQuery Query { get; }

    /// <summary>How many lines match.</summary>
    public int Total { get; }

    /// <summary>False when the pattern was too slow for the whole log: what is told is of its beginning.</summary>
    public bool IsComplete => _counts.Count == BlockReader.BlocksOf(_commit.TextBytes);

    /// <summary>A search that has looked at nothing yet.</summary>
    /// <param name="folder">The run's results folder.</param>
    /// <exception cref="Common.RunnerException">The query is not a regular expression.</exception>
    public static LogFinding Begin(string folder, LogQuery query) =>
        new(new LogFiles(folder), query, LogSearch.MatcherOf(query), LogCommit.Empty, []);

    /// <summary>The same search of all that is written now.</summary>
    /// <exception cref="Common.RunnerException">The query is a regular expression that takes too long.</exception>
    public async Task<LogFinding> GoOnAsync(CancellationToken cancellationToken)
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        using var log = LogFiles.OpenOrNull(_files.Text);
        if (_matcher is null || index is null || log is null || LogIndex.ReadCommit(index) is not { } commit)
        {
            return new LogFinding(_files, Query, _matcher, LogCommit.Empty, []);
        }

        var isSame = commit.Sequence >= _commit.Sequence && commit.TextBytes >= _commit.TextBytes;
        if (isSame && IsComplete && commit.TextBytes == _commit.TextBytes)
        {
            return this;
        }

        // The last block may have been begun only; lines that were added begin in it or behind it.
        var kept = isSame ? Math.Min(_counts.Count, (int)(_commit.TextBytes / BlockReader.BlockSize)) : 0;
        var search = new LogSearch(log, index, commit, _matcher, kept, mostLines: 0);
        var found = await search.RunAsync(cancellationToken).ConfigureAwait(false);
        return new LogFinding(_files, Query, _matcher, commit, [.. _counts.Take(kept), .. found.Counts()]);
    }

    /// <summary>
    /// The hit so many places behind a line, or before it when <paramref name="by"/> is negative, around the ends of the
    /// log; with 0 the line itself.
    /// </summary>
    /// <returns>Null when there is none.</returns>
    public LogHit? Step(int line, int by, CancellationToken cancellationToken)
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        using var log = LogFiles.OpenOrNull(_files.Text);
        if (Total == 0 || _matcher is null || index is null || log is null)
        {
            return null;
        }

        using var blocks = new FoundBlocks(log, index, _commit, _matcher);
        var (before, isHit) = Before(blocks, index, line, cancellationToken);
        if (by == 0 && !isHit)
        {
            return null;
        }

        var place = before + by + (by < 0 || isHit ? 1 : 0);
        return At(blocks, (int)((((place - 1) % Total) + Total) % Total) + 1, cancellationToken);
    }

    /// <summary>How many hits stand before a line, and whether it is one.</summary>
    private (long Count, bool IsHit) Before(
        FoundBlocks blocks,
        SafeFileHandle index,
        int line,
        CancellationToken cancellationToken
    )
    {
        if (line < 1)
        {
            return (0, false);
        }

        var block = line > _commit.Lines ? _counts.Count : BlockOf(index, line);
        if (block >= _counts.Count)
        {
            return (Total, false);
        }

        var hits = _counts[block] == 0 ? [] : blocks.Lines(block, cancellationToken);
        var at = hits.BinarySearch(line);
        return (_counts.Take(block).Sum() + (at < 0 ? ~at : at), at >= 0);
    }

    private LogHit? At(FoundBlocks blocks, int place, CancellationToken cancellationToken)
    {
        var (block, before) = (0, 0);
        while (before + _counts[block] < place)
        {
            before += _counts[block++];
        }

        var hits = blocks.Lines(block, cancellationToken);
        var at = place - before - 1;
        if (at >= hits.Count)
        {
            // The log was replaced by another one since it was counted.
            return null;
        }

        var first = Math.Max(0, at - Around);
        var around = hits.GetRange(first, Math.Min(hits.Count, at + Around + 1) - first);
        return new LogHit(hits[at], place, before + first + 1, around);
    }

    private static int BlockOf(SafeFileHandle index, int line)
    {
        var start =
            line == 1 ? 0
            : LogIndex.ReadEntries(index, line - 2, 1) is [var entry] ? entry.End
            : 0;
        return (int)(start / BlockReader.BlockSize);
    }
}
