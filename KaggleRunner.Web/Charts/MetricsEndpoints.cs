using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs.Metrics;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Charts;

/// <summary>A run's metrics: what is new since a cursor and a range more finely, for charts, and all of them, as a table.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this WebApplication app)
    {
        app.MapGet("/p/{project}/runs/{number:int}/metrics", ReadAsync);
        app.MapGet("/p/{project}/runs/{number:int}/metrics/range", ReadRangeAsync);
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

    private static async Task<IResult> ReadRangeAsync(
        string project,
        int number,
        [AsParameters] RangeQuery query,
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

        if (query.Range is not { } range)
        {
            return Results.Text("A range has a group, an axis, and two numbers in their order.\n", statusCode: 400);
        }

        context.Response.Headers.CacheControl = "no-store";
        var reader = metrics.Of(run.Id, run.Folder);
        var series = await Task.Run(() => reader.Within(range, context.RequestAborted), context.RequestAborted);
        return Results.Json(new RangeMessage([.. series.Select(SeriesMessage.Of)]), MetricsJson.Default.RangeMessage);
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
