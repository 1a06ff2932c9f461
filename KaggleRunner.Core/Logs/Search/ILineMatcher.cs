namespace KaggleRunner.Core.Logs.Search;

/// <summary>Finds the lines that match; used by several threads at once.</summary>
internal interface ILineMatcher
{
    /// <param name="lines">Whole lines without escape sequences; may be changed.</param>
    /// <param name="hits">Gets each line that matches, in order.</param>
    void Match(Span<byte> lines, BlockHits hits, CancellationToken cancellationToken);
}
