using System.IO.Hashing;
using System.Text;

namespace KaggleRunner.Core.Logs;

/// <summary>How much of one stream stands in the log.</summary>
/// <param name="Characters">UTF-16 units of the stream that are part of lines and records.</param>
/// <param name="Hash">The <see cref="PrefixHash"/> of those.</param>
/// <param name="Continues">The last line was a piece of a longer one.</param>
/// <param name="InPrivateKey">The last line belonged to a private key.</param>
internal readonly record struct StreamMark(long Characters, ulong Hash, bool Continues, bool InPrivateKey)
{
    public static StreamMark None => new(0, PrefixHash.Start, Continues: false, InPrivateKey: false);
}

/// <summary>
/// What counts as written: bytes beyond these lengths are the rest of a write that was cut off. It is saved in one of
/// two slots at the head of <c>log.index</c>, in turn and with a checksum, so that the one before survives a torn write.
/// </summary>
internal sealed record LogCommit(
    long Sequence,
    int Lines,
    long TextBytes,
    long RecordBytes,
    StreamMark Output,
    StreamMark Error,
    string Partial
)
{
    /// <summary>Bytes of a slot; the partial line, the only part that varies, is bounded to fit.</summary>
    public const int SlotSize = 16 * 1024;

    /// <summary>The longest partial line that is kept for readers, in characters of at most three bytes.</summary>
    public const int LongestPartial = 4096;

    private const int Magic = 0x474C524B;
    private const int BodyOffset = sizeof(ulong) + sizeof(int);

    public static LogCommit Empty { get; } = new(0, 0, 0, 0, StreamMark.None, StreamMark.None, "");

    public byte[] Encode()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(0UL);
        writer.Write(0);
        writer.Write(Magic);
        writer.Write(Sequence);
        writer.Write(Lines);
        writer.Write(TextBytes);
        writer.Write(RecordBytes);
        Write(writer, Output);
        Write(writer, Error);
        writer.Write(Partial);
        var bytes = buffer.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(ulong)), bytes.Length - BodyOffset);
        BitConverter.TryWriteBytes(bytes, XxHash3.HashToUInt64(bytes.AsSpan(sizeof(ulong))));
        return bytes;
    }

    /// <summary>The commit in a slot, or null when there is none or only a part of one.</summary>
    public static LogCommit? Decode(ReadOnlySpan<byte> slot)
    {
        if (slot.Length < BodyOffset)
        {
            return null;
        }

        var length = BitConverter.ToInt32(slot[sizeof(ulong)..]);
        if (
            length is <= 0 or > SlotSize - BodyOffset
            || slot.Length < BodyOffset + length
            || BitConverter.ToUInt64(slot) != XxHash3.HashToUInt64(slot[sizeof(ulong)..(BodyOffset + length)])
        )
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(slot.Slice(BodyOffset, length).ToArray()), Encoding.UTF8);
        return reader.ReadInt32() != Magic
            ? null
            : new LogCommit(
                reader.ReadInt64(),
                reader.ReadInt32(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                ReadMark(reader),
                ReadMark(reader),
                reader.ReadString()
            );
    }

    private static void Write(BinaryWriter writer, StreamMark mark)
    {
        writer.Write(mark.Characters);
        writer.Write(mark.Hash);
        writer.Write(mark.Continues);
        writer.Write(mark.InPrivateKey);
    }

    private static StreamMark ReadMark(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadBoolean(), reader.ReadBoolean());
}
