using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>One column chunk as it is stored: entries with levels, some of which have a value. Values become text when asked for.</summary>
internal sealed class ParquetLeaf : IDisposable
{
    private readonly RawColumnData _data;
    private readonly int[]? _definitions;
    private readonly int[]? _repetitions;
    private readonly int[]? _values;
    private readonly int[]? _rows;
    private readonly int _count;

    private ParquetLeaf(DataField field, RawColumnData data)
    {
        (Field, _data, Cells) = (field, data, ParquetCells.Of(data));
        _definitions = field.MaxDefinitionLevel > 0 ? data.DefinitionLevels.ToArray() : null;
        _repetitions = field.MaxRepetitionLevel > 0 ? data.RepetitionLevels.ToArray() : null;
        _count = _definitions?.Length ?? _repetitions?.Length ?? Cells.Count;
        _values = _definitions is null ? null : Places(_definitions, field.MaxDefinitionLevel);
        _rows = _repetitions is null ? null : Begins(_repetitions);
    }

    public DataField Field { get; }

    public ParquetCells Cells { get; }

    public static async Task<ParquetLeaf> ReadAsync(
        ParquetRowGroupReader group,
        DataField field,
        CancellationToken cancellationToken
    )
    {
        var data = await group.ReadRawColumnDataBaseAsync(field, cancellationToken).ConfigureAwait(false);
        try
        {
            return new ParquetLeaf(field, data);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>The entries of a row.</summary>
    public Range Row(long row) =>
        _rows is null
            ? row < _count
                ? new Range((int)row, (int)row + 1)
                : default
            : row < _rows.Length
                ? new Range(_rows[row], row + 1 < _rows.Length ? _rows[row + 1] : _count)
                : default;

    /// <summary>How much of the way down to the value is there.</summary>
    public int Definition(int entry) => _definitions is null ? 0 : _definitions[entry];

    /// <summary>At which level the entry goes on with the list before it; 0 begins a row.</summary>
    public int Repetition(int entry) => _repetitions is null ? 0 : _repetitions[entry];

    /// <summary>The place of the entry's value; -1 when it has none.</summary>
    public int Value(int entry)
    {
        var at = _values is null ? entry : _values[entry];
        return at < Cells.Count ? at : -1;
    }

    public void Dispose() => _data.Dispose();

    private static int[] Places(int[] definitions, int most)
    {
        var next = 0;
        return Array.ConvertAll(definitions, level => level == most ? next++ : -1);
    }

    private static int[] Begins(int[] repetitions)
    {
        var begins = new List<int>();
        for (var entry = 0; entry < repetitions.Length; entry++)
        {
            if (repetitions[entry] == 0)
            {
                begins.Add(entry);
            }
        }

        return [.. begins];
    }
}
