using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Reindexing;

/// <summary>
/// Reads the run of a folder. What its <c>run.json</c> says of project and place is not believed: it may have been moved
/// with its repository, or come from anybody.
/// </summary>
internal static class FolderRun
{
    private const string Name = "run.json";
    private const long Largest = 16 * 1024 * 1024;

    /// <summary>The run, or why there is none, in a few words.</summary>
    public static (Run? Run, string? Refusal) Read(Project project, RunFolder folder)
    {
        if (folder.IsLink)
        {
            return (null, "it is a symbolic link");
        }

        if (folder.Number is not { } number)
        {
            return (null, "its name is no number of a run");
        }

        try
        {
            var file = new FileInfo(Path.Combine(folder.Path, Name));
            return !file.Exists ? (null, $"it has no {Name}")
                : file.LinkTarget is not null ? (null, $"its {Name} is a symbolic link")
                : file.Length > Largest ? (null, $"its {Name} is too large")
                : Check(RunJson.Read(File.ReadAllText(file.FullName)), project, folder, number);
        }
        catch (JsonException e)
        {
            return (null, $"its {Name} cannot be understood: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"it cannot be read: {e.Message}");
        }
    }

    private static (Run? Run, string? Refusal) Check(Run run, Project project, RunFolder folder, int number)
    {
        if (run.Id.Number != number)
        {
            return (null, $"its {Name} is that of run #{run.Id.Number}");
        }

        if (
            run.Target?.Path is null
            || run.Settings?.Kernel?.Slug is null
            || run.Sync is null
            || run.Nonce is null
            || run.Steps is null
        )
        {
            return (null, $"its {Name} lacks what a run has");
        }

        return folder.DeletedAt is not null && !run.HasEnded
            ? (null, "it is in the trash, but has not ended")
            : (
                run with
                {
                    Id = new RunId(project.Id, number),
                    ProjectName = project.Name,
                    ProjectRoot = project.Root,
                    Folder = folder.Live,
                },
                null
            );
    }
}
