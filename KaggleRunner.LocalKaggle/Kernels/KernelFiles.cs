using System.Globalization;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Reads the kernels and versions that stand on disk, and clears away what a killed server left half-made.</summary>
internal sealed partial class KernelFiles(HomeLayout home, ILogger<KernelFiles> logger)
{
    public IEnumerable<Kernel> LoadAll()
    {
        var folders = Directory.Exists(home.Kernels)
            ? Directory.EnumerateDirectories(home.Kernels).SelectMany(Directory.EnumerateDirectories).ToList()
            : [];
        foreach (var folder in folders)
        {
            if (Load(folder) is { CurrentVersion: > 0 } kernel)
            {
                yield return kernel;
            }
        }
    }

    /// <summary>A folder for a new kernel: <c>OWNER/SLUG</c>, unless a deleted one of that name still goes.</summary>
    public string NewFolder(string owner, string slug)
    {
        var folder = Path.Combine(home.Kernels, owner, slug);
        return Directory.Exists(folder) ? $"{folder}~{Guid.NewGuid():N}" : folder;
    }

    /// <summary>Deletes what is left of a deleted kernel, as far as the system lets it.</summary>
    public void Clear(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotCleared(logger, exception, folder);
        }
    }

    private Kernel? Load(string folder)
    {
        var file = Path.Combine(folder, KernelWriter.RecordName);
        if (!File.Exists(file))
        {
            // A first push that died before its kernel was there: nobody was told of it.
            Clear(folder);
            return null;
        }

        if (JsonFile.ReadOrNull(file, StateJson.Default.KernelRecord, logger) is not { } record)
        {
            return null;
        }

        if (record.Deleted)
        {
            Clear(folder);
            return null;
        }

        return LoadVersions(new Kernel(record, folder));
    }

    private Kernel LoadVersions(Kernel kernel)
    {
        foreach (var path in Directory.EnumerateDirectories(kernel.Folder))
        {
            var name = Path.GetFileName(path);
            var version = new VersionFolder(path);
            if (name.StartsWith('.'))
            {
                Clear(path);
            }
            else if (
                int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && JsonFile.ReadOrNull(version.Request, StateJson.Default.VersionRecord, logger) is { } request
                && JsonFile.ReadOrNull(version.Session, StateJson.Default.SessionRecord, logger) is { } session
            )
            {
                kernel.Add(new KernelVersion(kernel, number, request, version, new Session(session, version)));
            }
        }

        return kernel;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} cannot be deleted; the next start tries again")]
        public static partial void NotCleared(ILogger logger, Exception exception, string path);
    }
}
