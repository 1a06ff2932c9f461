namespace KaggleRunner.Core.Logs.Search;

/// <summary>What was found in one block; line numbers count from the block's first line, which is 0.</summary>
/// <param name="most">How many numbers are wanted beside how many there are.</param>
internal sealed class BlockHits(int most)
{
    private int _line;

    public int Count { get; private set; }
    public List<int> Lines { get; } = [];

    /// <summary>Notes the line behind <paramref name="skipped"/>, which begins where the line noted before ended.</summary>
    public void Add(ReadOnlySpan<byte> skipped)
    {
        Count++;
        if (Lines.Count < most)
        {
            _line += skipped.Count((byte)'\n');
            Lines.Add(_line++);
        }
    }

    /// <summary>As above, for one who goes from line to line.</summary>
    public void AddAt(int line)
    {
        Count++;
        if (Lines.Count < most)
        {
            Lines.Add(line);
        }
    }
}
