using System.Text;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Export;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.History;

/// <summary>All runs that a filter lets through, as a file that is written while it is read.</summary>
internal static class RunExportEndpoints
{
    private const int PageSize = 500;

    public static void MapRunExport(this WebApplication app)
    {
        app.MapGet("/runs.csv", (string? q, HttpContext context, RunStore store) => Csv(null, q, context, store));
        app.MapGet("/runs.json", (string? q, HttpContext context, RunStore store) => Json(null, q, context, store));
        app.MapGet("/p/{project}/runs.csv", Csv);
        app.MapGet("/p/{project}/runs.json", Json);
    }

    private static IResult Csv(string? project, string? q, HttpContext context, RunStore store) =>
        Send(
            project,
            q,
            "text/csv; charset=utf-8",
            "csv",
            async (query, stream) =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
                await writer.WriteAsync(RunCsv.Head + "\r\n");
                await foreach (var run in ListAsync(store, query, context.RequestAborted))
                {
                    await writer.WriteAsync((RunCsv.Line(run) + "\r\n").AsMemory(), context.RequestAborted);
                }
            }
        );

    private static IResult Json(string? project, string? q, HttpContext context, RunStore store) =>
        Send(
            project,
            q,
            "application/json",
            "json",
            async (query, stream) =>
            {
                await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
                writer.WriteStartArray();
                await foreach (var run in ListAsync(store, query, context.RequestAborted))
                {
                    RunJsonExport.Write(writer, run);
                    if (writer.BytesPending > 32_000)
                    {
                        await writer.FlushAsync(context.RequestAborted);
                    }
                }

                writer.WriteEndArray();
            }
        );

    private static IResult Send(
        string? project,
        string? q,
        string type,
        string ending,
        Func<RunQuery, Stream, Task> write
    )
    {
        try
        {
            var scope = project is null ? (ProjectId?)null : new ProjectId(project);
            var query = RunQuery.Parse(q ?? "") with { Project = scope, Take = PageSize };
            return Results.Stream(stream => write(query, stream), type, $"{project ?? "all"}-runs.{ending}");
        }
        catch (RunnerException e)
        {
            return Results.Text(e.Sentence + "\n", statusCode: 400);
        }
    }

    private static async IAsyncEnumerable<Run> ListAsync(
        RunStore store,
        RunQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // A run that is launched meanwhile moves the pages by one.
        var seen = new HashSet<RunId>();
        for (var page = 1; ; page++)
        {
            var runs = await store.ListAsync(query.OnPage(page), cancellationToken);
            foreach (var run in runs.Where(run => seen.Add(run.Id)))
            {
                yield return run;
            }

            if (runs.Count < PageSize)
            {
                yield break;
            }
        }
    }
}
