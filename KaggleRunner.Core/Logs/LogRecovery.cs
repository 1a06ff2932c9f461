using System.Globalization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs;

/// <summary>Finds where a log stands after its writer died.</summary>
internal static class LogRecovery
{
    /// <summary>
    /// The last commit. Files that are shorter than it says (the machine lost power, or someone cut them) are set aside
    /// under a new name and the log begins anew: Kaggle replays it from the start.
    /// </summary>
    public static LogCommit Recover(LogFiles files)
    {
        try
        {
            Directory.CreateDirectory(files.Folder);
            var commit = ReadCommit(files);
            if (commit is not null && Holds(files, commit))
            {
                return commit;
            }

            if (commit is not null || LogFiles.LengthOf(files.Text) > 0 || LogFiles.LengthOf(files.Records) > 0)
            {
                SetAside(files);
            }

            return LogCommit.Empty;
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(files.Folder, e);
        }
    }

    /// <summary>Puts a log that is not the right one aside under a new name, so that another can begin.</summary>
    public static void PutAside(LogFiles files)
    {
        try
        {
            SetAside(files);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(files.Folder, e);
        }
    }

    private static LogCommit? ReadCommit(LogFiles files)
    {
        if (!File.Exists(files.Index))
        {
            return null;
        }

        using var index = File.OpenHandle(files.Index, share: FileShare.ReadWrite | FileShare.Delete);
        return LogIndex.ReadCommit(index);
    }

    private static bool Holds(LogFiles files, LogCommit commit) =>
        LogFiles.LengthOf(files.Text) >= commit.TextBytes
        && LogFiles.LengthOf(files.Records) >= commit.RecordBytes
        && (commit.Lines == 0 || LogFiles.LengthOf(files.Index) >= LogIndex.EntryOffset(commit.Lines));

    private static void SetAside(LogFiles files)
    {
        var number = 1;
        while (files.All.Any(path => File.Exists(Aside(path, number))))
        {
            number++;
        }

        foreach (var path in files.All.Where(File.Exists))
        {
            File.Move(path, Aside(path, number));
        }
    }

    private static string Aside(string path, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{number}");
}
