using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.History.Trash;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Makes the run of a row: the document, with what others wrote beside it.</summary>
internal static class RunRows
{
    /// <exception cref="RunnerException">The document cannot be read.</exception>
    public static Run ToRun(RunRow row)
    {
        try
        {
            var run = RunJson.Read(row.Document);
            var deletedAt = Moment(row.DeletedAt);
            return run with
            {
                CancelRequestedAt = Moment(row.CancelRequestedAt) ?? run.CancelRequestedAt,
                Annotations = NotesFile.Parse(row.Annotations),
                DeletedAt = deletedAt,
                Folder = deletedAt is null ? run.Folder : TrashPlace.InTrash(run.Folder),
            };
        }
        catch (JsonException e)
        {
            throw new RunnerException(
                $"Run {row.ProjectId}/{row.Number} cannot be read from the database: {e.Message}",
                "It may have been written by a newer Kaggle Runner: update this one. Else kaggle-runner reindex reads it again from its folder.",
                e
            );
        }
    }

    private static DateTimeOffset? Moment(long? ticks) =>
        ticks is { } value ? new DateTimeOffset(value, TimeSpan.Zero) : null;
}
