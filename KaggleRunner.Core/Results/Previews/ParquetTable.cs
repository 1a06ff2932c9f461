using Parquet;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>A Parquet file; one of its row groups is decoded at a time, and only when that needs no great memory.</summary>
internal sealed class ParquetTable : TableReader
{
    private const long LargestGroup = 512_000_000;
    private const int MostDecoded = 256;

    private readonly ParquetReader _reader;
    private readonly long _bytes;
    private readonly Field[] _fields;
    private readonly long[] _begins;
    private readonly Dictionary<int, ParquetColumn> _decoded = [];
    private int _group = -1;

    private ParquetTable(ParquetReader reader, long bytes)
    {
        (_reader, _bytes) = (reader, bytes);
        _fields = [.. reader.Schema.Fields.Take(CsvText.MostColumns)];
        Columns = [.. _fields.Select(field => field.Name)];
        _begins = new long[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            _begins[group + 1] = _begins[group] + Math.Max(0, Group(group).NumRows);
        }

        var hidden = reader.Schema.Fields.Count - _fields.Length;
        Note = hidden > 0 ? $"{hidden} columns beyond the first {CsvText.MostColumns} are not shown." : null;
    }

    public override IReadOnlyList<string> Columns { get; }
    public override long? Total => _begins[^1];
    public override string? Note { get; }
    protected override long Bytes => _bytes;

    public static async Task<ParquetTable> OpenFileAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var reader = await ParquetReader
                .CreateAsync(file, leaveStreamOpen: false, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return new ParquetTable(reader, file.Length);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long first,
        int count,
        ColumnWindow columns,
        CancellationToken cancellationToken
    )
    {
        var last = Math.Min(first + count, _begins[^1]);
        var rows = new List<long>();
        for (var row = first; row < last; row++)
        {
            rows.Add(row);
        }

        return RowsAsync(rows, columns, cancellationToken);
    }

    public override void CountOn(CancellationToken cancellationToken) { }

    public override async ValueTask DisposeAsync()
    {
        Forget();
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task<string[]> ColumnAsync(int column, CancellationToken cancellationToken)
    {
        var cells = new List<string>();
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            var decoded = await DecodeAsync(group, column, cancellationToken).ConfigureAwait(false);
            for (var row = 0L; row < _begins[group + 1] - _begins[group]; row++)
            {
                cells.Add(decoded.Cell(row));
            }
        }

        return [.. cells];
    }

    protected override Task<IReadOnlyList<IReadOnlyList<string>>> PickAsync(
        IReadOnlyList<int> positions,
        ColumnWindow columns,
        CancellationToken cancellationToken
    ) => RowsAsync([.. positions.Select(position => (long)position)], columns, cancellationToken);

    /// <summary>Group by group and column by column: each is decoded once.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> RowsAsync(
        List<long> rows,
        ColumnWindow columns,
        CancellationToken cancellationToken
    )
    {
        var width = Math.Clamp(_fields.Length - columns.First, 0, columns.Count);
        var cells = rows.ConvertAll(_ => new string[width]);
        foreach (var places in Enumerable.Range(0, rows.Count).GroupBy(at => GroupOf(rows[at])))
        {
            for (var column = 0; column < width; column++)
            {
                var decoded = await DecodeAsync(places.Key, columns.First + column, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var at in places)
                {
                    cells[at][column] = decoded.Cell(rows[at] - _begins[places.Key]);
                }
            }
        }

        return cells;
    }

    private int GroupOf(long row)
    {
        var group = 0;
        while (row >= _begins[group + 1])
        {
            group++;
        }

        return group;
    }

    private async Task<ParquetColumn> DecodeAsync(int group, int column, CancellationToken cancellationToken)
    {
        if (group != _group || _decoded.Count > MostDecoded)
        {
            Forget();
            _group = group;
        }

        if (_decoded.TryGetValue(column, out var decoded))
        {
            return decoded;
        }

        var meta = Group(group);
        if (meta.TotalByteSize > LargestGroup || meta.NumRows > int.MaxValue / 64)
        {
            throw new InvalidDataException("A row group of this file is too large to be read in parts: download it.");
        }

        using var reader = _reader.OpenRowGroupReader(group);
        return _decoded[column] = await ParquetColumn
            .ReadAsync(reader, _fields[column], cancellationToken)
            .ConfigureAwait(false);
    }

    private void Forget()
    {
        foreach (var column in _decoded.Values)
        {
            column.Dispose();
        }

        _decoded.Clear();
    }

    private Parquet.Meta.RowGroup Group(int group) => _reader.Metadata!.RowGroups[group];
}
