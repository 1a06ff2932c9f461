using System.IO.Compression;
using System.Text;

namespace KaggleRunner.Core.Results;

/// <summary>
/// Writes artifacts as one zip archive while it is read: nothing is kept on disk, and in memory only what the archive's
/// directory says of each entry. Above 4 GB or 65,535 entries it is Zip64. What cannot be packed is told inside.
/// </summary>
public static class OutputArchive
{
    /// <summary>The entry that tells what is not in the archive, when something is not.</summary>
    public const string Note = "NOT IN THIS ARCHIVE.txt";

    // What these hold is compressed already: packing it again costs time and gains nothing.
    private static readonly HashSet<string> Packed = new(
        [
            ".7z",
            ".avi",
            ".avif",
            ".br",
            ".bz2",
            ".docx",
            ".egg",
            ".feather",
            ".flac",
            ".gif",
            ".gz",
            ".heic",
            ".jar",
            ".jpeg",
            ".jpg",
            ".keras",
            ".lz4",
            ".m4a",
            ".mkv",
            ".mov",
            ".mp3",
            ".mp4",
            ".npz",
            ".ogg",
            ".parquet",
            ".pdf",
            ".png",
            ".pptx",
            ".pt",
            ".pth",
            ".rar",
            ".safetensors",
            ".tgz",
            ".webm",
            ".webp",
            ".whl",
            ".woff2",
            ".xlsx",
            ".xz",
            ".zip",
            ".zst",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The earliest and the latest moment that the format can tell.</summary>
    private static readonly (DateTimeOffset First, DateTimeOffset Last) Dates = (
        new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new(2107, 12, 31, 0, 0, 0, TimeSpan.Zero)
    );

    /// <param name="open">The full path of an artifact; null when it is gone.</param>
    /// <exception cref="IOException">A file cannot be read to its end: the archive is broken off, so that nobody takes it for whole.</exception>
    public static async Task WriteAsync(
        Stream body,
        IEnumerable<Artifact> artifacts,
        Func<Artifact, string?> open,
        CancellationToken cancellationToken
    )
    {
        var missing = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal) { OutputName.Key(Note) };
        var archive = await ZipArchive
            .CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken)
            .ConfigureAwait(false);
        var isWhole = false;
        try
        {
            foreach (var artifact in artifacts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Problem(artifact, names) is { } problem)
                {
                    missing.Add($"{artifact.Path}: {problem}");
                }
                else if (TryOpen(open(artifact)) is not { } file)
                {
                    missing.Add($"{artifact.Path}: it was gone, or could not be read, when its turn came");
                }
                else
                {
                    await AddAsync(archive, artifact.Path, file, cancellationToken).ConfigureAwait(false);
                }
            }

            await AddNoteAsync(archive, missing, cancellationToken).ConfigureAwait(false);
            isWhole = true;
        }
        finally
        {
            // Without its directory a broken-off archive cannot be opened.
            if (isWhole)
            {
                await archive.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string? Problem(Artifact artifact, HashSet<string> names) =>
        OutputName.Refusal(artifact.Path)
        ?? (names.Add(OutputName.Key(artifact.Path)) ? null : "another file has this name but for case");

    private static FileStream? TryOpen(string? path)
    {
        try
        {
            return path is null
                ? null
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task AddAsync(
        ZipArchive archive,
        string name,
        FileStream file,
        CancellationToken cancellationToken
    )
    {
        await using var closing = file.ConfigureAwait(false);
        var level = Packed.Contains(Path.GetExtension(name))
            ? CompressionLevel.NoCompression
            : CompressionLevel.Fastest;
        var entry = archive.CreateEntry(name, level);
        var written = new DateTimeOffset(File.GetLastWriteTime(file.SafeFileHandle));
        entry.LastWriteTime =
            written < Dates.First ? Dates.First
            : written > Dates.Last ? Dates.Last
            : written;
        var target = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = target.ConfigureAwait(false);
        await file.CopyToAsync(target, 128 * 1024, cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddNoteAsync(
        ZipArchive archive,
        List<string> missing,
        CancellationToken cancellationToken
    )
    {
        if (missing.Count == 0)
        {
            return;
        }

        var entry = archive.CreateEntry(Note);
        var target = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = target.ConfigureAwait(false);
        var text = $"These files were asked for and are not in this archive:\n\n{string.Join('\n', missing)}\n";
        await target.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
    }
}
