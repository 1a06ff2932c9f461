namespace KaggleRunner.Core.Results.Previews;

/// <summary>A table whose rows are lines of text.</summary>
internal abstract class RowTable(string path, char? separator) : TableReader
{
    private const int Slice = 500_000;

    protected RowFile File { get; } = new(path, separator);

    /// <summary>Rows before the first of the table.</summary>
    protected abstract int HeaderRows { get; }

    protected override long Bytes => File.Length;

    public override long? Total => File.IsWhole ? Math.Max(0, File.Count - HeaderRows) : null;

    public override Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long first,
        int count,
        ColumnWindow columns,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string>>>([
            .. File.Read(first + HeaderRows, count, cancellationToken).Select(row => columns.Of(Cells(row))),
        ]);

    public override void CountOn(CancellationToken cancellationToken) =>
        File.LookTo(File.Count + Slice, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        File.Dispose();
        return ValueTask.CompletedTask;
    }

    protected abstract IReadOnlyList<string> Cells(string row);

    protected override Task<string[]> ColumnAsync(int column, CancellationToken cancellationToken)
    {
        var cells = new List<string>();
        File.VisitAll(
            HeaderRows,
            row =>
            {
                var all = Cells(row);
                cells.Add(column < all.Count ? all[column] : "");
                return true;
            },
            cancellationToken
        );
        return Task.FromResult(cells.ToArray());
    }

    protected override Task<IReadOnlyList<IReadOnlyList<string>>> PickAsync(
        IReadOnlyList<int> positions,
        ColumnWindow columns,
        CancellationToken cancellationToken
    )
    {
        var rows = positions
            .Select(at => File.Read(at + HeaderRows, 1, cancellationToken))
            .Select(row => row.Count > 0 ? columns.Of(Cells(row[0])) : []);
        return Task.FromResult<IReadOnlyList<IReadOnlyList<string>>>([.. rows]);
    }
}
