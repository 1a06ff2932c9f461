using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs.Metrics;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Charts;

/// <summary>A run's metrics: what is new since a cursor, for charts, and all of them, as a table.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this WebApplication app)
    {
        app.MapGet("/p/{project}/runs/{number:int}/metrics", ReadAsync);
        app.MapGet("/p/{project}/runs/{number:int}/metrics.csv", ExportAsync);
    }

    private static async Task<IResult> ReadAsync(
        string project,
        int number,
        string? since,
        HttpContext context,
        RunStore store,
        LiveMetrics metrics
    )
    {
        var run = await store.FindAsync(new RunId(new ProjectId(project), number), context.RequestAborted);
        if (run is null)
        {
            return NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        var delta = metrics.Of(run.Id, run.Folder).Since(since);
        return Results.Json(MetricsMessage.Of(run, delta), MetricsJson.Default.MetricsMessage);
    }

    private static async Task<IResult> ExportAsync(string project, int number, HttpContext context, RunStore store)
    {
        var run = await store.FindAsync(new RunId(new ProjectId(project), number), context.RequestAborted);
        return run is null
            ? NotFound()
            : Results.Stream(
                stream => MetricsCsv.WriteAsync(run.Folder, stream, context.RequestAborted),
                "text/csv; charset=utf-8",
                $"{project}-{number}-metrics.csv"
            );
    }

    private static IResult NotFound() => Results.Text("There is no such run.\n", statusCode: 404);
}
