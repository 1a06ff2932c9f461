using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>What a text file is made of: bytes of UTF-8, or UTF-16 when a mark at its beginning says so.</summary>
/// <param name="Width">Bytes of a unit.</param>
internal sealed record TextUnits(int Width, Encoding Encoding)
{
    public static readonly TextUnits Utf8 = new(1, Encoding.UTF8);
    private static readonly TextUnits Little = new(2, Encoding.Unicode);
    private static readonly TextUnits Big = new(2, Encoding.BigEndianUnicode);

    public static TextUnits Of(SafeFileHandle file)
    {
        Span<byte> mark = stackalloc byte[2];
        return RandomAccess.Read(file, mark, 0) < 2 ? Utf8
            : mark.SequenceEqual(Little.Encoding.Preamble) ? Little
            : mark.SequenceEqual(Big.Encoding.Preamble) ? Big
            : Utf8;
    }

    /// <summary>An ASCII character as a unit that this machine reads from the file.</summary>
    public ushort Of(char c)
    {
        Span<byte> bytes = stackalloc byte[2];
        Encoding.GetBytes([c], bytes);
        return BitConverter.ToUInt16(bytes);
    }

    /// <summary>A row without its line end and the file's mark.</summary>
    public string Text(ReadOnlySpan<byte> row) => Encoding.GetString(row).TrimStart('\uFEFF').TrimEnd('\r', '\n');
}
