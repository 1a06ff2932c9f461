using System.Text.Json;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>JSON lines; the columns are the names in the first rows' objects, in the order of their appearance.</summary>
internal sealed class JsonLinesTable : RowTable
{
    private const string Whole = "value";
    private const int Looked = 200;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public JsonLinesTable(string path, CancellationToken cancellationToken)
        : base(path, separator: null)
    {
        foreach (var row in File.Read(0, Looked, cancellationToken))
        {
            foreach (var (name, _) in Parts(row))
            {
                if (_places.Count < CsvText.MostColumns)
                {
                    _places.TryAdd(name, _places.Count);
                }
            }
        }

        Columns = [.. _places.Keys];
    }

    public override IReadOnlyList<string> Columns { get; }

    public override string? Note => "Columns that appear first beyond row 200 are not shown.";

    protected override int HeaderRows => 0;

    protected override IReadOnlyList<string> Cells(string row)
    {
        var cells = new string[Columns.Count];
        Array.Fill(cells, "");
        foreach (var (name, value) in Parts(row))
        {
            if (_places.TryGetValue(name, out var place))
            {
                cells[place] = value;
            }
        }

        return cells;
    }

    // A line that is no object, or no JSON at all, is shown as it is.
    private static List<(string Name, string Value)> Parts(string row)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(part => (part.Name, Value(part.Value)))]
                : [(Whole, Value(document.RootElement))];
        }
        catch (JsonException)
        {
            return row.Length == 0 ? [] : [(Whole, row)];
        }
    }

    private static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
}
