using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>The files of a run's log, by name.</summary>
internal readonly record struct LogFiles(string Folder)
{
    public string Text => Path.Combine(Folder, "log.txt");
    public string Index => Path.Combine(Folder, "log.index");
    public string Records => Path.Combine(Folder, "records.jsonl");

    public IReadOnlyList<string> All => [Text, Index, Records];

    /// <summary>A file to read while others write or replace it; null when it is missing.</summary>
    public static SafeFileHandle? OpenOrNull(string path)
    {
        try
        {
            return File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static long LengthOf(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return 0;
        }

        var file = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        return file.Exists ? file.Length : 0;
    }
}
