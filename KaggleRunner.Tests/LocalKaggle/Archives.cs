using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Makes archives, hostile ones too.</summary>
internal static class Archives
{
    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }

    /// <summary>A zip in which an entry says of itself that it is a symbolic link.</summary>
    public static byte[] ZipWithLink(string name, string target)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            var link = zip.CreateEntry(name);
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using (var entry = link.Open())
            {
                entry.Write(Encoding.UTF8.GetBytes(target));
            }

            using var plain = zip.CreateEntry("plain.txt").Open();
            plain.Write("x"u8);
        }

        return memory.ToArray();
    }

    public static byte[] Tar(bool zipped, params TarEntry[] entries)
    {
        using var memory = new MemoryStream();
        using (Stream target = zipped ? new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true) : memory)
        using (var tar = new TarWriter(target, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return memory.ToArray();
    }

    public static TarEntry File(string name, string text) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    public static TarEntry Link(TarEntryType type, string name, string target) =>
        new PaxTarEntry(type, name) { LinkName = target };
}
