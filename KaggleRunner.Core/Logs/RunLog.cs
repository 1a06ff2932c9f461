using System.Text;
using KaggleRunner.Core.Logs.Search;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// Reads a run's log, in any process and while it is written: only what its writer has committed. A missing log is an
/// empty one. Safe for concurrent use; no file stays open between calls.
/// </summary>
public sealed class RunLog
{
    /// <summary>
    /// Bytes of a line that are read: of a longer one its beginning, or, where it overwrites itself with <c>\r</c>, its
    /// end. <c>log.txt</c> has it whole.
    /// </summary>
    public const int LongestLine = 64 * 1024;

    private readonly LogFiles _files;

    private RunLog(string folder) => _files = new LogFiles(folder);

    public static RunLog Open(string folder) => new(folder);

    /// <summary>The last <paramref name="tail"/> lines and the unfinished one.</summary>
    public LogSnapshot Snapshot(int tail)
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        if (index is null || LogIndex.ReadCommit(index) is not { } commit)
        {
            return new LogSnapshot(0, 1, [], "");
        }

        var lines = Lines(index, commit, Math.Max(0, commit.Lines - Math.Max(0, tail)), tail);
        return new LogSnapshot(commit.Lines, commit.Lines - lines.Count + 1, lines, commit.Partial);
    }

    /// <summary>Up to <paramref name="count"/> lines from number <paramref name="first"/>; fewer at the ends.</summary>
    public IReadOnlyList<LogLine> Read(int first, int count)
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        if (index is null || LogIndex.ReadCommit(index) is not { } commit)
        {
            return [];
        }

        var missing = Math.Max(0, 1L - first);
        return Lines(index, commit, Math.Max(0, first - 1), (int)Math.Clamp(count - missing, 0, int.MaxValue));
    }

    /// <summary>
    /// The number of the first line that came <paramref name="seconds"/> after the session began, or later; of the last
    /// line when none did; 0 for an empty log.
    /// </summary>
    public int LineAt(double seconds)
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        return index is null || LogIndex.ReadCommit(index) is not { } commit
            ? 0
            : Math.Min(commit.Lines, LogIndex.LinesBefore(index, commit.Lines, seconds) + 1);
    }

    /// <summary>The lines that match, of all that are written now.</summary>
    /// <exception cref="Common.RunnerException">The query is not a regular expression, or one that takes too long.</exception>
    public async Task<LogHits> SearchAsync(LogQuery query, CancellationToken cancellationToken)
    {
        var matcher = LogSearch.MatcherOf(query);
        using var index = LogFiles.OpenOrNull(_files.Index);
        using var log = LogFiles.OpenOrNull(_files.Text);
        return matcher is null || index is null || log is null || LogIndex.ReadCommit(index) is not { } commit
            ? LogHits.None
            : (
                await new LogSearch(log, index, commit, matcher, firstBlock: 0, LogHits.Most)
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).ToHits();
    }

    /// <summary>
    /// The text as <c>log.txt</c> has it, to the end of the last line that is committed now; the caller disposes of it.
    /// </summary>
    public RawLogStream OpenText()
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        return index is null || LogIndex.ReadCommit(index) is not { } commit
            ? new RawLogStream(file: null, LogCommit.Empty)
            : new RawLogStream(LogFiles.OpenOrNull(_files.Text), commit);
    }

    private List<LogLine> Lines(SafeFileHandle index, LogCommit commit, int first, int count)
    {
        count = Math.Min(count, commit.Lines - first);
        using var log = count > 0 ? LogFiles.OpenOrNull(_files.Text) : null;
        if (log is null)
        {
            return [];
        }

        var before = first > 0 ? 1 : 0;
        var entries = LogIndex.ReadEntries(index, first - before, count + before);
        var lines = new List<LogLine>(count);
        for (var i = before; i < entries.Length; i++)
        {
            var start = i > 0 ? entries[i - 1].End : 0;
            lines.Add(new LogLine(first - before + i + 1, entries[i].Time, TextOf(log, start, entries[i])));
        }

        return lines;
    }

    private static string TextOf(SafeFileHandle log, long start, IndexEntry entry)
    {
        var length = entry.End - 1 - start;
        if (length <= LongestLine)
        {
            return Decode(log, start, (int)Math.Max(0, length));
        }

        if (!entry.Overwrites)
        {
            return Decode(log, start, LongestLine).TrimEnd('\uFFFD') + "…";
        }

        var end = Decode(log, entry.End - 1 - LongestLine, LongestLine);
        return end[(end.IndexOf('\r') + 1)..].TrimStart('\uFFFD');
    }

    private static string Decode(SafeFileHandle log, long start, int length)
    {
        var bytes = new byte[length];
        return Encoding.UTF8.GetString(bytes.AsSpan(0, LogIndex.ReadFully(log, bytes, start)));
    }
}
