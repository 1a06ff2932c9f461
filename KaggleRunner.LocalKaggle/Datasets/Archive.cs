using System.Formats.Tar;
using System.IO.Compression;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>
/// What the server unpacks: zip and tar, the latter also gzipped. Each becomes a folder of its name. Links, devices and
/// empty folders in them are left out; what lies about its name or size ends the whole version.
/// </summary>
internal static class Archive
{
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private static readonly string[] Endings = [".zip", ".tar.gz", ".tgz", ".tar"];

    /// <summary>The folder an archive becomes; null for a file that is kept as it is.</summary>
    public static string? FolderOf(string name)
    {
        var ending = Endings.FirstOrDefault(one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        var folder = ending is null ? "" : name[..^ending.Length];
        return folder is "" or "." or ".." ? null : folder;
    }

    public static async Task UnpackAsync(
        string path,
        string name,
        UnpackTarget target,
        CancellationToken cancellationToken
    )
    {
        var folder = FolderOf(name)!;
        await using var file = File.OpenRead(path);
        try
        {
            if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                await UnpackZipAsync(file, folder, target, cancellationToken);
            }
            else if (name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase))
            {
                await UnpackTarAsync(file, folder, target, cancellationToken);
            }
            else
            {
                await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
                await UnpackTarAsync(unzipped, folder, target, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new UnpackException($"'{name}' is not an archive that can be read: {exception.Message}");
        }
        catch (NotSupportedException exception)
        {
            throw new UnpackException($"'{name}' is packed in a way that is not known here: {exception.Message}");
        }
    }

    private static async Task UnpackZipAsync(
        Stream file,
        string folder,
        UnpackTarget target,
        CancellationToken cancellationToken
    )
    {
        await using var zip = await ZipArchive.CreateAsync(
            file,
            ZipArchiveMode.Read,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellationToken
        );
        foreach (var entry in zip.Entries.Where(IsFile))
        {
            if (entry.IsEncrypted)
            {
                throw new UnpackException($"The archive '{folder}' is encrypted.");
            }

            await using var content = await entry.OpenAsync(cancellationToken);
            await target.AddAsync(folder, entry.FullName, content, cancellationToken);
        }
    }

    private static bool IsFile(ZipArchiveEntry entry)
    {
        var type = (entry.ExternalAttributes >> 16) & FileTypeMask;
        return !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\') && type is 0 or RegularFile;
    }

    private static async Task UnpackTarAsync(
        Stream file,
        string folder,
        UnpackTarget target,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarReader(file, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                await target.AddAsync(folder, entry.Name, entry.DataStream ?? Stream.Null, cancellationToken);
            }
        }
    }
}
