using System.Runtime.InteropServices;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>
/// Which steps and times stand in which part of a run's records, so that a range is read without the rest of them. A
/// bounded number of blocks, which grow with the records.
/// </summary>
internal sealed class RecordBlocks
{
    private const int Most = 2048;
    private readonly List<RecordBlock> _blocks = [];
    private long _size = 256 * 1024;

    /// <summary>Begins a block with this record where the last one is full.</summary>
    /// <param name="series">As they were before this record.</param>
    public void Open(long begin, long end, SeriesSet series)
    {
        if (_blocks.Count == 0 || end - _blocks[^1].Begin > _size)
        {
            Merge();
            _blocks.Add(RecordBlock.At(begin, series.Counts));
        }
    }

    /// <summary>Notes a record in the block under way.</summary>
    public void Note(long end, double? step, double time) => _blocks[^1] = _blocks[^1].With(end, step, time);

    public void Clear() => _blocks.Clear();

    public List<RecordBlock> Of(MetricRange range) => _blocks.FindAll(block => block.Meets(range));

    private void Merge()
    {
        if (_blocks.Count < Most)
        {
            return;
        }

        for (var i = 0; i < Most / 2; i++)
        {
            _blocks[i] = _blocks[2 * i].With(_blocks[(2 * i) + 1]);
        }

        _blocks.RemoveRange(Most / 2, Most / 2);
        _size *= 2;
    }
}

/// <summary>A part of the records, in bytes, and the least and greatest step and time in it.</summary>
/// <param name="Counts">Of each series, how many values came before it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordBlock(
    long Begin,
    long End,
    double FirstStep,
    double LastStep,
    double FirstTime,
    double LastTime,
    long[] Counts
)
{
    public static RecordBlock At(long begin, long[] counts) =>
        new(
            begin,
            begin,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.PositiveInfinity,
            double.NegativeInfinity,
            counts
        );

    public RecordBlock With(long end, double? step, double time) =>
        this with
        {
            End = end,
            FirstStep = Math.Min(FirstStep, step ?? double.PositiveInfinity),
            LastStep = Math.Max(LastStep, step ?? double.NegativeInfinity),
            FirstTime = Math.Min(FirstTime, time),
            LastTime = Math.Max(LastTime, time),
        };

    public RecordBlock With(RecordBlock later) =>
        this with
        {
            End = later.End,
            FirstStep = Math.Min(FirstStep, later.FirstStep),
            LastStep = Math.Max(LastStep, later.LastStep),
            FirstTime = Math.Min(FirstTime, later.FirstTime),
            LastTime = Math.Max(LastTime, later.LastTime),
        };

    public bool Meets(MetricRange range) =>
        range.BySteps
            ? FirstStep <= range.To && LastStep >= range.From
            : FirstTime <= range.To && LastTime >= range.From;
}
