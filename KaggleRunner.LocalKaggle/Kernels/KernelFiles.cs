using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Reads the kernels and versions that stand on disk, and clears away what a killed server left half-made.</summary>
internal sealed partial class KernelFiles(HomeLayout home, ILogger<KernelFiles> logger)
{
    public IEnumerable<Kernel> LoadAll()
    {
        var files = Directory.Exists(home.Kernels)
            ? Directory.EnumerateFiles(
                home.Kernels,
                "kernel.json",
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }
            )
            : [];
        foreach (var file in files)
        {
            if (Read(file, StateJson.Default.KernelRecord) is { } record)
            {
                yield return Load(record, Path.GetDirectoryName(file)!);
            }
        }
    }

    public string FolderOf(string owner, string slug) => Path.Combine(home.Kernels, owner, slug);

    private Kernel Load(KernelRecord record, string folder)
    {
        var kernel = new Kernel(record, folder);
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(path);
            var version = new VersionFolder(path);
            if (name.StartsWith('.'))
            {
                Directory.Delete(path, recursive: true);
            }
            else if (
                int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && Read(version.Request, StateJson.Default.VersionRecord) is { } request
                && Read(version.Session, StateJson.Default.SessionRecord) is { } session
            )
            {
                kernel.Add(new KernelVersion(number, request, version, new Session(session, version)));
            }
        }

        return kernel;
    }

    private T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            Log.Unreadable(logger, exception, path);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} cannot be read and is left aside")]
        public static partial void Unreadable(ILogger logger, Exception exception, string path);
    }
}
