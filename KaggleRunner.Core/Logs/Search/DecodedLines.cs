using System.Buffers;
using System.Text;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>Lines as UTF-16, in memory that is given back.</summary>
internal readonly struct DecodedLines : IDisposable
{
    private readonly char[] _characters;
    private readonly int _length;

    public DecodedLines(ReadOnlySpan<byte> lines)
    {
        _characters = ArrayPool<char>.Shared.Rent(lines.Length);
        _length = Encoding.UTF8.GetChars(lines, _characters);
    }

    public Span<char> Text => _characters.AsSpan(0, _length);

    public void Dispose() => ArrayPool<char>.Shared.Return(_characters);
}
