using System.Globalization;
using System.Text;
using Parquet.Data;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The values of a column chunk as text, one when it is asked for.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Text">The text of one.</param>
/// <param name="IsBare">In JSON they stand without quotation marks, unless they are no finite numbers.</param>
internal sealed record ParquetCells(int Count, Func<int, string> Text, bool IsBare)
{
    public const int LongestCell = 4096;

    /// <exception cref="NotSupportedException">Values of this type are not read here.</exception>
    public static ParquetCells Of(RawColumnData data) =>
        data switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts => Quoted(texts, text => new string(Cut(text.Span))),
            RawColumnData<ReadOnlyMemory<byte>> bytes => Quoted(bytes, Hex),
            RawColumnData<bool> flags => Bare(flags, flag => flag ? "true" : "false"),
            RawColumnData<int> numbers => Bare(numbers, Format),
            RawColumnData<long> numbers => Bare(numbers, Format),
            RawColumnData<float> numbers => Bare(numbers, Format),
            RawColumnData<double> numbers => Bare(numbers, Format),
            RawColumnData<decimal> numbers => Bare(numbers, Format),
            RawColumnData<byte> numbers => Bare(numbers, Format),
            RawColumnData<sbyte> numbers => Bare(numbers, Format),
            RawColumnData<short> numbers => Bare(numbers, Format),
            RawColumnData<ushort> numbers => Bare(numbers, Format),
            RawColumnData<uint> numbers => Bare(numbers, Format),
            RawColumnData<ulong> numbers => Bare(numbers, Format),
            RawColumnData<DateTime> times => Quoted(
                times,
                time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            ),
            RawColumnData<DateOnly> days => Quoted(
                days,
                day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            RawColumnData<TimeOnly> times => Quoted(
                times,
                time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            ),
            RawColumnData<TimeSpan> spans => Quoted(spans, span => span.ToString("c", CultureInfo.InvariantCulture)),
            RawColumnData<Guid> ids => Quoted(ids, id => id.ToString()),
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

    private static ParquetCells Bare<T>(RawColumnData<T> data, Func<T, string> text)
        where T : struct => new(data.Values.Length, at => text(data.Values[at]), IsBare: true);

    private static ParquetCells Quoted<T>(RawColumnData<T> data, Func<T, string> text)
        where T : struct => new(data.Values.Length, at => text(data.Values[at]), IsBare: false);
}
