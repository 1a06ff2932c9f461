using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Reindexing;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.History.Annotations;

/// <summary>
/// Writes tags, notes and stars. The file comes first, then the database, under the database's write lock: of two who
/// write at once none loses a tag of the other. A process that is killed in between leaves the newer word in the file.
/// </summary>
public sealed class RunAnnotator(RunStore store)
{
    /// <summary>Adds tags; those that it has already stay where they are.</summary>
    /// <exception cref="RunnerException">There is no such run, or a text is no tag.</exception>
    public Task<Run> AddTagsAsync(RunId id, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        string[] added = [.. tags.Select(AnnotationRules.Tag)];
        return ChangeAsync(
            id,
            old =>
            {
                string[] all = [.. old.Tags.Concat(added).Distinct(StringComparer.OrdinalIgnoreCase)];
                return all.Length <= AnnotationRules.MostTags
                    ? old with
                    {
                        Tags = all,
                    }
                    : throw new RunnerException(
                        $"A run has {AnnotationRules.MostTags} tags at most.",
                        "Remove some first."
                    );
            },
            cancellationToken
        );
    }

    /// <summary>Takes tags away; those that it does not have do no harm.</summary>
    /// <exception cref="RunnerException">There is no such run.</exception>
    public Task<Run> RemoveTagsAsync(RunId id, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            old => old with { Tags = [.. old.Tags.Except(tags, StringComparer.OrdinalIgnoreCase)] },
            cancellationToken
        );

    /// <summary>Replaces the note; an empty one takes it away.</summary>
    /// <exception cref="RunnerException">There is no such run, or the text is no note.</exception>
    public Task<Run> SetNoteAsync(RunId id, string note, CancellationToken cancellationToken)
    {
        var kept = AnnotationRules.Note(note);
        return ChangeAsync(id, old => old with { Note = kept }, cancellationToken);
    }

    /// <exception cref="RunnerException">There is no such run.</exception>
    public Task<Run> SetStarAsync(RunId id, bool starred, CancellationToken cancellationToken) =>
        ChangeAsync(id, old => old with { Starred = starred }, cancellationToken);

    /// <summary>Brings to the database what a killed process had written to a run's <c>notes.json</c> alone.</summary>
    /// <returns>How many runs were behind their notes.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var project in await store.ListProjectsAsync(cancellationToken).ConfigureAwait(false))
        {
            var known = await KnownAsync(project.Id, cancellationToken).ConfigureAwait(false);
            foreach (var folder in RunFolders.In(project))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (
                    folder is { Number: { } number, DeletedAt: null, IsLink: false }
                    && known.TryGetValue(number, out var text)
                    && NotesFile.TryRead(folder.Path) is { } written
                    && NotesFile.Format(written) != NotesFile.Format(NotesFile.Parse(text))
                )
                {
                    await ChangeAsync(new RunId(project.Id, number), old => old, cancellationToken)
                        .ConfigureAwait(false);
                    settled++;
                }
            }
        }

        return settled;
    }

    /// <summary>What the database has of the project's runs, by their numbers.</summary>
    private Task<Dictionary<int, string?>> KnownAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.ReadAsync(
            database =>
                database
                    .Runs.AsNoTracking()
                    .Where(row => row.ProjectId == project.Value && row.DeletedAt == null && row.Document != "")
                    .Select(row => new { row.Number, row.Annotations })
                    .ToDictionaryAsync(row => row.Number, row => row.Annotations, cancellationToken),
            cancellationToken
        );

    private Task<Run> ChangeAsync(
        RunId id,
        Func<RunAnnotations, RunAnnotations> change,
        CancellationToken cancellationToken
    ) =>
        store.ChangeAsync(
            database =>
                RunWrites.InTransactionAsync(
                    database,
                    async () =>
                    {
                        var row =
                            await database
                                .Runs.AsNoTracking()
                                .SingleOrDefaultAsync(
                                    r =>
                                        r.ProjectId == id.Project.Value && r.Number == id.Number && r.DeletedAt == null,
                                    cancellationToken
                                )
                                .ConfigureAwait(false)
                            ?? throw new RunnerException(
                                $"There is no run #{id.Number}.",
                                "kaggle-runner list shows the runs there are."
                            );
                        var run = RunRows.ToRun(row);
                        var changed = change(NotesFile.Read(run.Folder));
                        var text = NotesFile.Format(changed);
                        NotesFile.Write(run.Folder, text);
                        await RunWrites
                            .AnnotateAsync(database, id, changed, text, cancellationToken)
                            .ConfigureAwait(false);
                        return run with { Annotations = changed };
                    },
                    cancellationToken
                ),
            cancellationToken
        );
}
