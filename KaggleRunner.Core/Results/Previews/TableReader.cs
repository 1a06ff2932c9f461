namespace KaggleRunner.Core.Results.Previews;

/// <summary>A table in a file, read in parts. Everything in it may be hostile; rows may be ragged. For one reader at a time.</summary>
public abstract class TableReader : IAsyncDisposable
{
    /// <summary>A table of more rows cannot be sorted.</summary>
    public const int MostSorted = 200_000;

    /// <summary>Nor a file of more bytes.</summary>
    public const long MostSortedBytes = 128_000_000;

    private (int Column, int[] Order)? _sorted;

    /// <summary>The names of the columns; at most <see cref="CsvText.MostColumns"/>.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are; null while that is not known.</summary>
    public abstract long? Total { get; }

    /// <summary>What the reader should know besides, in a sentence.</summary>
    public virtual string? Note => null;

    /// <summary>Opens the table in a file, by the ending of its name.</summary>
    /// <exception cref="InvalidDataException">The file is not what its name says, or is too large to be read in parts.</exception>
    public static async Task<TableReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".PARQUET" or ".PQ" => await ParquetTable.OpenFileAsync(path, cancellationToken).ConfigureAwait(false),
                ".JSONL" or ".NDJSON" => new JsonLinesTable(path, cancellationToken),
                _ => new CsvTable(path, cancellationToken),
            };
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OperationCanceledException))
        {
            // What readers of damaged files throw is as varied as the damage.
            throw new InvalidDataException($"The file cannot be read as a table: {e.Message}", e);
        }
    }

    /// <summary>Rows in the file's order, with all columns.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long first,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(first, count, ColumnWindow.All, cancellationToken);

    /// <summary>Rows in the file's order.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long first,
        int count,
        ColumnWindow columns,
        CancellationToken cancellationToken
    );

    /// <summary>Looks for a while how many rows there are: again until <see cref="Total"/> is known.</summary>
    public abstract void CountOn(CancellationToken cancellationToken);

    /// <summary>Rows in the order of a column; null when the table is too large to be sorted.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>?> ReadSortedAsync(
        int column,
        bool descending,
        int first,
        int count,
        ColumnWindow columns,
        CancellationToken cancellationToken
    )
    {
        if (Bytes > MostSortedBytes)
        {
            return null;
        }

        while (Total is null)
        {
            CountOn(cancellationToken);
        }

        if (Total > MostSorted)
        {
            return null;
        }

        if (_sorted?.Column != column)
        {
            var cells = await ColumnAsync(column, cancellationToken).ConfigureAwait(false);
            _sorted = (column, ColumnOrder.Of(cells));
        }

        var order = _sorted!.Value.Order;
        var wanted = Enumerable
            .Range(first, Math.Max(0, Math.Min(count, order.Length - first)))
            .Select(at => order[descending ? order.Length - 1 - at : at])
            .ToList();
        return await PickAsync(wanted, columns, cancellationToken).ConfigureAwait(false);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract long Bytes { get; }

    /// <summary>All cells of a column.</summary>
    protected abstract Task<string[]> ColumnAsync(int column, CancellationToken cancellationToken);

    /// <summary>The rows at these positions, in this order.</summary>
    protected abstract Task<IReadOnlyList<IReadOnlyList<string>>> PickAsync(
        IReadOnlyList<int> positions,
        ColumnWindow columns,
        CancellationToken cancellationToken
    );
}
