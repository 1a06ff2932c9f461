namespace KaggleRunner.Core.Results.Previews;

/// <summary>Comma-separated text and its kin; the first row names the columns.</summary>
internal sealed class CsvTable : RowTable
{
    private readonly char _separator;

    public CsvTable(string path, CancellationToken cancellationToken)
        : this(path, Separator(path, cancellationToken), cancellationToken) { }

    private CsvTable(string path, char separator, CancellationToken cancellationToken)
        : base(path, separator)
    {
        _separator = separator;
        Columns = File.Read(0, 1, cancellationToken) is [var header] ? Cells(header) : [];
    }

    public override IReadOnlyList<string> Columns { get; }

    protected override int HeaderRows => 1;

    protected override IReadOnlyList<string> Cells(string row) =>
        CsvText.Read(row, 1, _separator) is [var cells] ? cells : [];

    private static char Separator(string path, CancellationToken cancellationToken)
    {
        using var lines = new RowFile(path, separator: null);
        return lines.Read(0, 1, cancellationToken) is [var line] ? CsvText.SeparatorOf(line) : ',';
    }
}
