using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Writes what runs are found by, from their documents; whoever saves a run calls it in the same transaction.</summary>
internal static class RunFacts
{
    /// <summary>Writes nothing where nothing has changed: a run under way is saved often.</summary>
    public static async Task WriteAsync(DatabaseFacade database, Run run, CancellationToken cancellationToken)
    {
        var fact = Of(run);
        await database
            .ExecuteSqlAsync(
                $"""
                INSERT INTO RunFacts (ProjectId, Number, Project, Target, Standing, Branch, Sha, Accelerator, Kernel, Account,
                                      RunGroup, Quick, CreatedAt, EndedAt, Duration, SessionAt, SessionTime, Starred, Deleted, TestsRead)
                VALUES ({fact.ProjectId}, {fact.Number}, {fact.Project}, {fact.Target}, {fact.Standing}, {fact.Branch},
                        {fact.Sha}, {fact.Accelerator}, {fact.Kernel}, {fact.Account}, {fact.RunGroup},
                        {fact.Quick}, {fact.CreatedAt},
                        {fact.EndedAt}, {fact.Duration}, {fact.SessionAt}, {fact.SessionTime}, 0, 0, 0)
                ON CONFLICT (ProjectId, Number) DO UPDATE
                SET Project = excluded.Project, Target = excluded.Target, Standing = excluded.Standing,
                    Branch = excluded.Branch, Sha = excluded.Sha, Accelerator = excluded.Accelerator,
                    Kernel = excluded.Kernel, Account = excluded.Account, Quick = excluded.Quick,
                    EndedAt = excluded.EndedAt, Duration = excluded.Duration, SessionAt = excluded.SessionAt,
                    SessionTime = excluded.SessionTime
                WHERE (Project, Target, Standing, Branch, Sha, Accelerator, Kernel, Quick, EndedAt, SessionAt, SessionTime)
                   IS NOT (excluded.Project, excluded.Target, excluded.Standing, excluded.Branch, excluded.Sha,
                           excluded.Accelerator, excluded.Kernel, excluded.Quick, excluded.EndedAt, excluded.SessionAt,
                           excluded.SessionTime)
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        await WriteTextAsync(database, run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what was annotated to the tables that are searched.</summary>
    public static async Task WriteAsync(
        DatabaseFacade database,
        Common.RunId id,
        RunAnnotations annotations,
        CancellationToken cancellationToken
    )
    {
        var (project, number) = (id.Project.Value, id.Number);
        await database
            .ExecuteSqlAsync(
                $"""
                UPDATE RunFacts SET Starred = {annotations.Starred} WHERE ProjectId = {project} AND Number = {number};
                UPDATE RunTexts SET Note = {annotations.Note}
                WHERE rowid = (SELECT Key FROM RunFacts WHERE ProjectId = {project} AND Number = {number});
                DELETE FROM RunTags
                WHERE RunKey = (SELECT Key FROM RunFacts WHERE ProjectId = {project} AND Number = {number});
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var tag in annotations.Tags)
        {
            await database
                .ExecuteSqlAsync(
                    $"""
                    INSERT OR IGNORE INTO RunTags (RunKey, Tag)
                    SELECT Key, {tag} FROM RunFacts WHERE ProjectId = {project} AND Number = {number}
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static async Task WriteTextAsync(DatabaseFacade database, Run run, CancellationToken cancellationToken)
    {
        var text = string.Join(
            '\n',
            string.Join(' ', run.Target.Paths),
            ArgumentSplitter.Join(run.Settings.Args),
            string.Join(' ', run.Settings.Matrix.Select(value => $"{value.Key}={value.Value}")),
            run.Revision?.Subject,
            run.Verdict?.Reason
        );
        var (project, number) = (run.Id.Project.Value, run.Id.Number);
        await database
            .ExecuteSqlAsync(
                $"""
                INSERT INTO RunTexts (rowid, Text, Note)
                SELECT Key, {text}, '' FROM RunFacts WHERE ProjectId = {project} AND Number = {number}
                AND NOT EXISTS (SELECT 1 FROM RunTexts WHERE rowid = Key);
                UPDATE RunTexts SET Text = {text}
                WHERE rowid = (SELECT Key FROM RunFacts WHERE ProjectId = {project} AND Number = {number})
                  AND Text <> {text};
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static RunFactRow Of(Run run)
    {
        var session = run.Steps.LastOrDefault(step => step.Kind == RunStepKind.Running);
        return new RunFactRow
        {
            ProjectId = run.Id.Project.Value,
            Number = run.Id.Number,
            Project = run.ProjectName,
            Target = string.Join(' ', run.Target.Paths),
            Standing = RunStandings.Of(run).Key(),
            Branch = run.Revision?.Branch,
            Sha = run.Revision?.Sha,
            Accelerator = run.Settings.Accelerator,
            Kernel = run.Kernel?.Slug ?? run.Settings.Kernel.Slug,
            Account = RunJson.NameOf(run.Account),
            RunGroup = run.Group,
            Quick = run.Settings.Quick,
            CreatedAt = run.CreatedAt.UtcTicks,
            EndedAt = run.EndedAt?.UtcTicks,
            Duration = (run.EndedAt - run.CreatedAt)?.Ticks,
            SessionAt = session?.StartedAt.UtcTicks,
            SessionTime = (session?.EndedAt - session?.StartedAt)?.Ticks,
        };
    }
}
