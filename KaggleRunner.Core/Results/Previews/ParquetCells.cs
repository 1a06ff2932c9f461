using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The values of a column chunk as text.</summary>
internal static class ParquetCells
{
    private const int LongestCell = 4096;

    /// <summary>True for columns with one value, or none, in each row.</summary>
    public static bool IsFlat(DataField field) => field.MaxRepetitionLevel == 0;

    public static async Task<string[]> ReadAsync(
        ParquetRowGroupReader group,
        DataField field,
        CancellationToken cancellationToken
    )
    {
        using var data = await group.ReadRawColumnDataBaseAsync(field, cancellationToken).ConfigureAwait(false);
        var levels = field.MaxDefinitionLevel > 0 ? data.DefinitionLevels.ToArray() : null;
        var values = Values(data);
        if (levels is null)
        {
            return values;
        }

        var at = 0;
        return [.. levels.Select(level => level == field.MaxDefinitionLevel && at < values.Length ? values[at++] : "")];
    }

    private static string[] Values(RawColumnData data) =>
        data switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts => Each(texts, text => new string(Cut(text.Span))),
            RawColumnData<ReadOnlyMemory<byte>> bytes => Each(bytes, Hex),
            RawColumnData<bool> flags => Each(flags, flag => flag ? "true" : "false"),
            RawColumnData<int> numbers => Each(numbers, Format),
            RawColumnData<long> numbers => Each(numbers, Format),
            RawColumnData<float> numbers => Each(numbers, Format),
            RawColumnData<double> numbers => Each(numbers, Format),
            RawColumnData<decimal> numbers => Each(numbers, Format),
            RawColumnData<byte> numbers => Each(numbers, Format),
            RawColumnData<sbyte> numbers => Each(numbers, Format),
            RawColumnData<short> numbers => Each(numbers, Format),
            RawColumnData<ushort> numbers => Each(numbers, Format),
            RawColumnData<uint> numbers => Each(numbers, Format),
            RawColumnData<ulong> numbers => Each(numbers, Format),
            RawColumnData<DateTime> times => Each(
                times,
                time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            ),
            RawColumnData<DateOnly> days => Each(days, day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            RawColumnData<TimeOnly> times => Each(
                times,
                time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            ),
            RawColumnData<TimeSpan> spans => Each(spans, span => span.ToString("c", CultureInfo.InvariantCulture)),
            RawColumnData<Guid> ids => Each(ids, id => id.ToString()),
            _ => throw new NotSupportedException("a column has a type that is not read here"),
        };

    private static string Format<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, LongestCell)];

    private static string Hex(ReadOnlyMemory<byte> bytes) =>
        new StringBuilder("0x")
            .Append(Convert.ToHexStringLower(bytes.Span[..Math.Min(bytes.Length, 32)]))
            .Append(bytes.Length > 32 ? "…" : "")
            .ToString();

    private static string[] Each<T>(RawColumnData<T> data, Func<T, string> text)
        where T : struct
    {
        var values = data.Values;
        var texts = new string[values.Length];
        for (var at = 0; at < texts.Length; at++)
        {
            texts[at] = text(values[at]);
        }

        return texts;
    }
}
