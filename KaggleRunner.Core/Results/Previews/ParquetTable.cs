using Parquet;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>A Parquet file; one of its row groups is decoded at a time, and only when that needs no great memory.</summary>
internal sealed class ParquetTable : TableReader
{
    private const long LargestGroup = 512_000_000;
    private const int MostNames = 60;

    private readonly ParquetReader _reader;
    private readonly long _bytes;
    private readonly DataField[] _fields;
    private readonly long[] _begins;
    private readonly Dictionary<(int Group, int Column), string[]> _decoded = [];
    private int _group = -1;

    private ParquetTable(ParquetReader reader, long bytes)
    {
        (_reader, _bytes) = (reader, bytes);
        _fields = [.. reader.Schema.GetDataFields().Where(ParquetCells.IsFlat).Take(MostNames)];
        Columns = [.. _fields.Select(field => field.Name)];
        _begins = new long[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            _begins[group + 1] = _begins[group] + Math.Max(0, Group(group).NumRows);
        }

        var hidden = reader.Schema.GetDataFields().Length - _fields.Length;
        Note = hidden > 0 ? $"{hidden} columns that hold lists, or beyond the first {MostNames}, are not shown." : null;
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

    public override async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long first,
        int count,
        CancellationToken cancellationToken
    )
    {
        var last = Math.Min(first + count, _begins[^1]);
        var rows = new List<IReadOnlyList<string>>();
        for (var row = first; row < last; row++)
        {
            rows.Add(await RowAsync(row, cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }

    public override void CountOn(CancellationToken cancellationToken) { }

    public override async ValueTask DisposeAsync() => await _reader.DisposeAsync().ConfigureAwait(false);

    protected override async Task<string[]> ColumnAsync(int column, CancellationToken cancellationToken)
    {
        var cells = new List<string>();
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            cells.AddRange(await DecodeAsync(group, column, cancellationToken).ConfigureAwait(false));
        }

        return [.. cells];
    }

    protected override async Task<IReadOnlyList<IReadOnlyList<string>>> PickAsync(
        IReadOnlyList<int> positions,
        CancellationToken cancellationToken
    )
    {
        var rows = new IReadOnlyList<string>[positions.Count];
        foreach (var at in Enumerable.Range(0, positions.Count).OrderBy(at => positions[at]))
        {
            rows[at] = await RowAsync(positions[at], cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    private async Task<string[]> RowAsync(long row, CancellationToken cancellationToken)
    {
        var group = 0;
        while (row >= _begins[group + 1])
        {
            group++;
        }

        var cells = new string[_fields.Length];
        for (var column = 0; column < cells.Length; column++)
        {
            var all = await DecodeAsync(group, column, cancellationToken).ConfigureAwait(false);
            var at = row - _begins[group];
            cells[column] = at < all.Length ? all[at] : "";
        }

        return cells;
    }

    private async Task<string[]> DecodeAsync(int group, int column, CancellationToken cancellationToken)
    {
        if (group != _group)
        {
            _decoded.Clear();
            _group = group;
        }

        if (_decoded.TryGetValue((group, column), out var cells))
        {
            return cells;
        }

        var meta = Group(group);
        if (meta.TotalByteSize > LargestGroup || meta.NumRows > int.MaxValue / 64)
        {
            throw new InvalidDataException("A row group of this file is too large to be read in parts: download it.");
        }

        using var reader = _reader.OpenRowGroupReader(group);
        cells = await ParquetCells.ReadAsync(reader, _fields[column], cancellationToken).ConfigureAwait(false);
        _decoded[(group, column)] = cells;
        return cells;
    }

    private Parquet.Meta.RowGroup Group(int group) => _reader.Metadata!.RowGroups[group];
}
