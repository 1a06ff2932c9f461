using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// Outputs of a run as one archive. Which: all; those that match <c>?pattern=GLOB</c>; those named by <c>path</c>, as often
/// as wanted, where <c>plots/</c> names a whole folder.
/// </summary>
internal static class OutputsZip
{
    public static async Task<IResult> ServeAsync(
        string project,
        int number,
        HttpContext context,
        RunStore store,
        OutputStore outputs
    )
    {
        var run = await store.FindAsync(new RunId(new ProjectId(project), number), context.RequestAborted);
        if (run is null)
        {
            return Results.Text("There is no such run.\n", statusCode: 404);
        }

        var chosen = Chosen(context.Request.Query);
        var artifacts = outputs.List(run.Folder).Where(artifact => chosen(artifact.Path)).ToList();
        if (artifacts.Count == 0)
        {
            return Results.Text("The run has no such outputs here.\n", statusCode: 404);
        }

        // The end of an archive's entry is written synchronously, asynchronous methods or not.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(
            body =>
                OutputArchive.WriteAsync(
                    body,
                    artifacts,
                    artifact => outputs.Find(run.Folder, artifact.Path),
                    context.RequestAborted
                ),
            "application/zip",
            string.Create(CultureInfo.InvariantCulture, $"{project}-{number}-outputs.zip")
        );
    }

    private static Predicate<string> Chosen(IQueryCollection query)
    {
        var names = query["path"].OfType<string>().Where(path => path.Length > 0).ToHashSet(StringComparer.Ordinal);
        var pattern = query["pattern"].ToString();
        var patterns = new OutputPatterns(pattern.Length > 0 ? [pattern] : [], []);
        return path => (names.Count == 0 || IsNamed(names, path)) && patterns.Take(path);
    }

    private static bool IsNamed(HashSet<string> names, string path)
    {
        if (names.Contains(path))
        {
            return true;
        }

        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (names.Contains(path[..(slash + 1)]))
            {
                return true;
            }
        }

        return false;
    }
}
