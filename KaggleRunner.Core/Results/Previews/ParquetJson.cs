using System.Text;
using System.Text.Encodings.Web;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>
/// Puts a list, map or structure together from the columns in which the format stores its parts. What a hostile file's
/// levels say is never taken for a place without a look.
/// </summary>
/// <param name="leaves">The parts, by their paths.</param>
internal sealed class ParquetJson(IReadOnlyDictionary<string, ParquetLeaf> leaves)
{
    private const string None = "null";

    /// <summary>The cell of a row, cut when it is long; empty when there is nothing.</summary>
    public string Text(Field field, long row)
    {
        var json = new StringBuilder();
        Write(json, field, part => leaves[KeyOf(part)].Row(row));
        return json.Length > ParquetCells.LongestCell ? $"{json.ToString(0, ParquetCells.LongestCell)}…"
            : json.Equals(None) ? ""
            : json.ToString();
    }

    /// <summary>The columns that are stored for a field.</summary>
    public static IEnumerable<DataField> Parts(Field field) =>
        field is DataField data ? [data] : Inside(field).SelectMany(Parts);

    private static IEnumerable<Field> Inside(Field field) =>
        field switch
        {
            ListField list => [list.Item],
            MapField map => [map.Key, map.Value],
            StructField structure => structure.Fields,
            _ => [],
        };

    public static string KeyOf(DataField field) => field.Path.ToString();

    private void Write(StringBuilder json, Field field, Func<DataField, Range> entries)
    {
        var first = Parts(field).FirstOrDefault();
        var range = first is null ? default : entries(first);
        if (first is null || IsEmpty(range))
        {
            json.Append(None);
            return;
        }

        var definition = leaves[KeyOf(first)].Definition(range.Start.Value);
        switch (field)
        {
            case DataField { IsArray: true } or ListField or MapField when definition < field.MaxDefinitionLevel - 1:
            case StructField when definition < field.MaxDefinitionLevel:
                json.Append(None);
                break;
            case DataField { IsArray: true } or ListField or MapField when definition < field.MaxDefinitionLevel:
                json.Append(field is MapField ? "{}" : "[]");
                break;
            case DataField { IsArray: true } array:
                WriteEach(json, array, entries, part => WriteValue(json, array, part(array)));
                break;
            case ListField list:
                WriteEach(json, list, entries, part => Write(json, list.Item, part));
                break;
            case MapField map:
                WriteEach(json, map, entries, part => WritePair(json, map, part));
                break;
            case StructField structure:
                WriteFields(json, structure, entries);
                break;
            case DataField value:
                WriteValue(json, value, range);
                break;
        }
    }

    /// <summary>Cuts the entries of a list into those of its elements: an element begins where its level is repeated.</summary>
    private void WriteEach(
        StringBuilder json,
        Field field,
        Func<DataField, Range> entries,
        Action<Func<DataField, Range>> write
    )
    {
        json.Append(field is MapField ? '{' : '[');
        var left = Parts(field).ToDictionary(KeyOf, entries, StringComparer.Ordinal);
        var isFirst = true;
        while (left.Values.All(range => !IsEmpty(range)) && json.Length <= ParquetCells.LongestCell)
        {
            var element = left.ToDictionary(
                part => part.Key,
                part => Element(leaves[part.Key], part.Value, field.MaxRepetitionLevel),
                StringComparer.Ordinal
            );
            json.Append(isFirst ? "" : ",");
            write(part => element[KeyOf(part)]);
            left = left.ToDictionary(
                part => part.Key,
                part => new Range(element[part.Key].End, part.Value.End),
                StringComparer.Ordinal
            );
            isFirst = false;
        }

        json.Append(field is MapField ? '}' : ']');
    }

    private static Range Element(ParquetLeaf leaf, Range entries, int level)
    {
        var end = entries.Start.Value + 1;
        while (end < entries.End.Value && leaf.Repetition(end) > level)
        {
            end++;
        }

        return new Range(entries.Start, end);
    }

    private void WriteFields(StringBuilder json, StructField structure, Func<DataField, Range> entries)
    {
        json.Append('{');
        var isFirst = true;
        foreach (var field in structure.Fields)
        {
            json.Append(isFirst ? "" : ",");
            Quote(json, field.Name);
            json.Append(':');
            Write(json, field, entries);
            isFirst = false;
        }

        json.Append('}');
    }

    private void WritePair(StringBuilder json, MapField map, Func<DataField, Range> entries)
    {
        var key = new StringBuilder();
        Write(key, map.Key, entries);
        if (key.Length > 0 && key[0] == '"')
        {
            json.Append(key);
        }
        else
        {
            Quote(json, key.ToString());
        }

        json.Append(':');
        Write(json, map.Value, entries);
    }

    private void WriteValue(StringBuilder json, DataField field, Range entries)
    {
        var leaf = leaves[KeyOf(field)];
        if (leaf.Value(entries.Start.Value) is not (>= 0 and var at))
        {
            json.Append(None);
            return;
        }

        var text = leaf.Cells.Text(at);
        if (leaf.Cells.IsBare && text is not ("NaN" or "Infinity" or "-Infinity"))
        {
            json.Append(text);
        }
        else
        {
            Quote(json, text);
        }
    }

    private static void Quote(StringBuilder json, string text) =>
        json.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)).Append('"');

    private static bool IsEmpty(Range range) => range.End.Value <= range.Start.Value;
}
