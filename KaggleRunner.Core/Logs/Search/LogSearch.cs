using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>Looks through a log with a few threads, block by block.</summary>
internal sealed class LogSearch(
    SafeFileHandle log,
    SafeFileHandle index,
    LogCommit commit,
    ILineMatcher matcher,
    int firstBlock,
    int mostLines
)
{
    private const int MostWorkers = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly int _blocks = BlockReader.BlocksOf(commit.TextBytes);
    private readonly HitList _found = new(firstBlock, BlockReader.BlocksOf(commit.TextBytes), mostLines);
    private int _next = firstBlock;

    /// <summary>Null for a text that no line can hold.</summary>
    /// <exception cref="Common.RunnerException">The text is no regular expression.</exception>
    public static ILineMatcher? MatcherOf(LogQuery query) =>
        query.Text.Length == 0 ? null
        : query.IsRegex ? PatternMatcher.For(query.Text, query.MatchCase)
        : query.Text.Contains('\n') || !IsWellFormed(query.Text) ? null
        : ByteTextMatcher.For(query.Text, query.MatchCase);

    public async Task<HitList> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        var workers = Math.Min(_blocks - _next, Math.Min(Environment.ProcessorCount, MostWorkers));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => Work(limit.Token), limit.Token)))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Too slow a pattern: what was found so far is told.
        }

        return _found;
    }

    private void Work(CancellationToken cancellationToken)
    {
        using var reader = new BlockReader(log, commit.TextBytes);
        try
        {
            for (var block = Take(); block < _blocks; block = Take())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var hits = new BlockHits(_found.Wanted);
                matcher.Match(AnsiBytes.Strip(reader.Read(block, out var start)), hits, cancellationToken);
                var before = hits.Lines.Count == 0 ? 0 : LogIndex.LinesEndingBy(index, commit.Lines, start);
                _found.Add(block, hits, before + 1);
            }
        }
        catch (Exception e)
        {
            // The others need not go on.
            Interlocked.Exchange(ref _next, _blocks);
            ExceptionDispatchInfo.Throw(e);
        }
    }

    private int Take() => Interlocked.Increment(ref _next) - 1;

    private static bool IsWellFormed(string text) =>
        string.Equals(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), text, StringComparison.Ordinal);
}
