using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Sends files and makes datasets of them, in literal JSON.</summary>
internal static class Uploads
{
    public static async Task<(string Token, string Url)> AnnounceAsync(
        this KaggleCaller caller,
        string name,
        long length
    )
    {
        var answer = await caller.CallAsync(
            "blobs.BlobApiService/StartBlobUpload",
            $$"""{"type":"DATASET","name":{{JsonSerializer.Serialize(name)}},"contentLength":{{length}},"lastModifiedEpochSeconds":1780000000}"""
        );
        return (answer.GetProperty("token").GetString()!, answer.GetProperty("createUrl").GetString()!);
    }

    /// <summary>Sends bytes without a key and returns the status; with <paramref name="range"/> as Content-Range.</summary>
    public static async Task<HttpResponseMessage> PutAsync(string url, byte[] bytes, string? range = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var content = new ByteArrayContent(bytes);
        if (range is not null)
        {
            content.Headers.ContentRange = ContentRangeHeaderValue.Parse(range);
        }

        return await http.PutAsync(url, content, TestContext.Current.CancellationToken);
    }

    public static async Task<string> UploadAsync(this KaggleCaller caller, string name, byte[] bytes)
    {
        var (token, url) = await caller.AnnounceAsync(name, bytes.Length);
        using var put = await PutAsync(url, bytes);
        put.StatusCode.Should().Be(HttpStatusCode.OK);
        return token;
    }

    public static Task<string> UploadAsync(this KaggleCaller caller, string name, string text) =>
        caller.UploadAsync(name, Encoding.UTF8.GetBytes(text));

    public static Task<JsonElement> CreateAsync(this KaggleCaller caller, string slug, params string[] tokens) =>
        caller.CallAsync("datasets.DatasetApiService/CreateDataset", Create(slug, slug.Replace('-', ' '), tokens));

    public static string Create(string slug, string title, params string[] tokens) =>
        $$"""
            {"ownerSlug":"local","slug":"{{slug}}","title":"{{title}}","licenseName":"CC0-1.0","isPrivate":true,
            "files":[{{Files(tokens)}}]}
            """;

    public static Task<JsonElement> CreateVersionAsync(
        this KaggleCaller caller,
        string slug,
        bool deleteOld,
        params string[] tokens
    ) =>
        caller.CallAsync(
            "datasets.DatasetApiService/CreateDatasetVersion",
            $$"""
            {"ownerSlug":"local","datasetSlug":"{{slug}}","body":{"versionNotes":"again","files":[{{Files(tokens)}}],
            "deleteOldVersions":{{(deleteOld ? "true" : "false")}}} }
            """
        );

    public static string Dataset(string slug, string more = "") =>
        $$"""{"ownerSlug":"local","datasetSlug":"{{slug}}"{{more}}}""";

    public static async Task<string> DatasetStatusAsync(this KaggleCaller caller, string slug)
    {
        var answer = await caller.CallAsync("datasets.DatasetApiService/GetDatasetStatus", Dataset(slug));
        return answer.TryGetProperty("status", out var status) ? status.GetString()! : "NOT_YET_PERSISTED";
    }

    public static async Task<string> EndOfDatasetAsync(this KaggleCaller caller, string slug)
    {
        var status = "";
        await Eventually.BecomesAsync(async () =>
        {
            status = await caller.DatasetStatusAsync(slug);
            return status is "READY" or "FAILED";
        });
        return status;
    }

    /// <summary>Uploads the files, makes a dataset of them and waits until it is ready.</summary>
    public static async Task MakeDatasetAsync(
        this KaggleCaller caller,
        string slug,
        params (string Name, byte[] Bytes)[] files
    )
    {
        var tokens = new List<string>();
        foreach (var (name, bytes) in files)
        {
            tokens.Add(await caller.UploadAsync(name, bytes));
        }

        var answer = await caller.CreateAsync(slug, [.. tokens]);
        answer.TryGetProperty("error", out var error).Should().BeFalse($"of {error}");
        (await caller.EndOfDatasetAsync(slug)).Should().Be("READY");
    }

    public static async Task<IReadOnlyList<string?>> DatasetFilesAsync(this KaggleCaller caller, string slug)
    {
        var answer = await caller.CallAsync(
            "datasets.DatasetApiService/ListDatasetFiles",
            Dataset(slug, ",\"pageSize\":200")
        );
        return answer.TryGetProperty("datasetFiles", out var files)
            ? [.. files.EnumerateArray().Select(file => file.GetProperty("name").GetString())]
            : [];
    }

    private static string Files(string[] tokens) =>
        string.Join(',', tokens.Select(token => $$"""{"token":"{{token}}"}"""));
}
