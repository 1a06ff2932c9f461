using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KaggleRunner.LocalKaggle.Common;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class Native
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    private const int AtCurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint TypeAndMode = 0x3;
    private const uint Blocks = 0x400;
    private const int ModeOffset = 28;
    private const int BlocksOffset = 48;
    private const int BlockBytes = 512;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether the path itself, not what a link points to, is a plain file: opening a FIFO would block.</summary>
    public static bool IsRegularFile(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileInfo(path) is { Exists: true, LinkTarget: null };
        }

        // struct statx has the same layout on every architecture: https://man7.org/linux/man-pages/man2/statx.2.html
        Span<byte> status = stackalloc byte[256];
        return Statx(AtCurrentFolder, path, DoNotFollow, TypeAndMode, status) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & TypeMask) == RegularFile;
    }

    /// <summary>The bytes that a file takes on the disk: less than its length for one with holes; 0 where it is gone.</summary>
    public static long AllocatedBytes(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
        }

        Span<byte> status = stackalloc byte[256];
        return Statx(AtCurrentFolder, path, DoNotFollow, Blocks, status) == 0
            ? BinaryPrimitives.ReadInt64LittleEndian(status[BlocksOffset..]) * BlockBytes
            : 0;
    }

    /// <summary>The path with every link resolved; the path as it was where that cannot be done.</summary>
    public static string RealPath(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return path;
        }

        var resolved = ResolvePath(path, 0);
        if (resolved == 0)
        {
            return path;
        }

        var text = Marshal.PtrToStringUTF8(resolved);
        unsafe
        {
            NativeMemory.Free((void*)resolved);
        }

        return text ?? path;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ResolvePath(string path, nint buffer);
}
