using System.Globalization;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// Outputs of a run as one archive. Which: all; those that match <c>?pattern=GLOB</c>; those named by <c>path</c>, as often
/// as wanted, where <c>plots/</c> names a whole folder. More names than an address holds are posted by a form.
/// </summary>
internal static class OutputsZip
{
    /// <summary>The form's field: a JSON list of names, since a form's own lists lose line ends in them.</summary>
    public const string Field = "paths";

    private const int LongestForm = 24_000_000;

    public static Task<IResult> ServeAsync(
        string project,
        int number,
        HttpContext context,
        RunStore store,
        OutputStore outputs
    ) => SendAsync(new RunId(new ProjectId(project), number), context, store, outputs, Chosen(context.Request.Query));

    /// <summary>What was ticked, posted by the form of a page of ours.</summary>
    public static async Task<IResult> ServeChosenAsync(
        string project,
        int number,
        HttpContext context,
        IAntiforgery antiforgery,
        RunStore store,
        OutputStore outputs
    )
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength > LongestForm)
        {
            return Results.Text("Post a form with the names of files.\n", statusCode: 400);
        }

        var limits = new FormOptions { ValueLengthLimit = LongestForm, MultipartBodyLengthLimit = LongestForm };
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, limits));
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Text("This form is too old: load the run's page again.\n", statusCode: 400);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Names(form[Field].ToString()) is { Count: > 0 } names
            ? await SendAsync(
                new RunId(new ProjectId(project), number),
                context,
                store,
                outputs,
                path => IsNamed(names, path)
            )
            : Results.Text("No file is named.\n", statusCode: 400);
    }

    private static async Task<IResult> SendAsync(
        RunId id,
        HttpContext context,
        RunStore store,
        OutputStore outputs,
        Predicate<string> chosen
    )
    {
        var run = await store.FindAsync(id, context.RequestAborted);
        if (run is null)
        {
            return Results.Text("There is no such run.\n", statusCode: 404);
        }

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
            string.Create(CultureInfo.InvariantCulture, $"{id.Project}-{id.Number}-outputs.zip")
        );
    }

    private static Predicate<string> Chosen(IQueryCollection query)
    {
        var names = query["path"].OfType<string>().Where(path => path.Length > 0).ToHashSet(StringComparer.Ordinal);
        var pattern = query["pattern"].ToString();
        var patterns = new OutputPatterns(pattern.Length > 0 ? [pattern] : [], []);
        return path => (names.Count == 0 || IsNamed(names, path)) && patterns.Take(path);
    }

    private static HashSet<string>? Names(string json)
    {
        try
        {
            var names = JsonSerializer.Deserialize(json, ArtifactJson.Default.StringArray);
            return names?.Where(name => name is { Length: > 0 }).ToHashSet(StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
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
