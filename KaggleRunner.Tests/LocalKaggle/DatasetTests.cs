using System.Net;
using System.Text;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class DatasetTests
{
    private const string Service = "datasets.DatasetApiService/";

    [Fact]
    public async Task A_dataset_is_made_of_uploaded_files_and_becomes_ready()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await server.Caller.UploadAsync("src.bin", "0123456789");

        var created = await server.Caller.CallAsync(
            Service + "CreateDataset",
            $$"""
            {"ownerSlug":"local","slug":"src-snap","title":"Src snap","licenseName":"CC0-1.0","isPrivate":true,
            "files":[{"token":"{{token}}"}]}
            """
        );

        var root = server.Caller.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        created
            .GetRawText()
            .Should()
            .Be($$"""{"ref":"local/src-snap","url":"{{root}}/datasets/local/src-snap","status":"ok"}""");
        (await server.Caller.EndOfDatasetAsync("src-snap")).Should().Be("READY");
        var status = await server.Caller.CallAsync(Service + "GetDatasetStatus", Uploads.Dataset("src-snap"));
        status.GetRawText().Should().Be("""{"status":"READY"}""");
        var files = await server.Caller.CallAsync(Service + "ListDatasetFiles", Uploads.Dataset("src-snap"));
        var file = files.GetProperty("datasetFiles")[0];
        file.GetProperty("name").GetString().Should().Be("src.bin");
        file.GetProperty("totalBytes").ValueKind.Should().Be(JsonValueKind.Number);
        file.GetProperty("totalBytes").GetInt64().Should().Be(10);
        file.GetProperty("creationDate").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        files.TryGetProperty("nextPageToken", out _).Should().BeFalse();
        (
            await File.ReadAllTextAsync(
                Path.Combine(server.Caller.Home, "datasets/local/src-snap/v1/files/src.bin"),
                TestContext.Current.CancellationToken
            )
        )
            .Should()
            .Be("0123456789", "a .bin arrives byte for byte");
        Directory.EnumerateFileSystemEntries(Path.Combine(server.Caller.Home, "blobs")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_status_passes_through_Kaggles_steps()
    {
        await using var server = await RunningServer.StartAsync(o => o with { AllowHolds = true });
        var holds = Directory.CreateDirectory(Path.Combine(server.Caller.Home, "holds")).FullName;
        string[] steps = ["BlobsReceived", "BlobsDecompressed", "BlobsCopiedToSds", "IndividualBlobsCompressed"];
        foreach (var step in steps)
        {
            await File.WriteAllTextAsync(
                Path.Combine(holds, $"Dataset.{step}"),
                "",
                TestContext.Current.CancellationToken
            );
        }

        await server.Caller.CreateAsync("src-snap", await server.Caller.UploadAsync("a.txt", "a"));
        var seen = new List<string>();
        foreach (var step in steps)
        {
            await Eventually.BecomesAsync(() => File.Exists(Path.Combine(holds, $"Dataset.{step}.reached")));
            seen.Add(await server.Caller.DatasetStatusAsync("src-snap"));
            (await server.Caller.DatasetFilesAsync("src-snap")).Should().BeEmpty();
            File.Delete(Path.Combine(holds, $"Dataset.{step}"));
        }

        (await server.Caller.EndOfDatasetAsync("src-snap")).Should().Be("READY");
        seen.Should()
            .Equal("BLOBS_RECEIVED", "BLOBS_DECOMPRESSED", "BLOBS_COPIED_TO_SDS", "INDIVIDUAL_BLOBS_COMPRESSED");
    }

    [Theory]
    [InlineData("short", "long enough", "slug")]
    [InlineData("long-enough", "short", "title")]
    [InlineData("Bad_Slug!", "long enough", "slug")]
    [InlineData("../../../x", "long enough", "slug")]
    [InlineData("this-slug-is-longer-than-the-fifty-letters-that-are-it", "long enough", "slug")]
    public async Task Titles_and_slugs_outside_of_Kaggles_rules_are_refused_softly(
        string slug,
        string title,
        string word
    )
    {
        await using var server = await RunningServer.StartAsync();
        var token = await server.Caller.UploadAsync("a.txt", "a");

        var answer = await server.Caller.CallAsync(Service + "CreateDataset", Uploads.Create(slug, title, token));

        answer.GetProperty("error").GetString().Should().Contain(word);
        answer.GetProperty("status").GetString().Should().Be("error");
        (await server.Caller.CreateAsync("fine-slug", token))
            .TryGetProperty("error", out _)
            .Should()
            .BeFalse("the upload was not used up");
    }

    [Fact]
    public async Task Tokens_that_are_unknown_used_twice_or_unfinished_are_refused_softly()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await server.Caller.UploadAsync("a.txt", "a");
        var (unfinished, _) = await server.Caller.AnnounceAsync("b.txt", 10);

        string?[] errors =
        [
            Error(await server.Caller.CreateAsync("my-data", "nonsense")),
            Error(await server.Caller.CreateAsync("my-data", token, token)),
            Error(await server.Caller.CreateAsync("my-data", unfinished)),
            Error(await server.Caller.CreateAsync("my-data")),
            Error(await server.Caller.CreateAsync("my-data", token)),
            Error(await server.Caller.CreateAsync("other-data", token)),
        ];

        errors[0].Should().Contain("token");
        errors[1].Should().Contain("token");
        errors[2].Should().Contain("not complete");
        errors[3].Should().Contain("at least one file");
        errors[4].Should().BeNull();
        errors[5].Should().Contain("token");
    }

    [Fact]
    public async Task Names_are_shared_with_kernels_and_other_datasets()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)", "my kernel");
        var token = await server.Caller.UploadAsync("a.txt", "a");

        var kernels = await server.Caller.CreateAsync("my-kernel", token);
        await server.Caller.CreateAsync("my-data", token);
        var own = await server.Caller.CreateAsync("my-data", await server.Caller.UploadAsync("a.txt", "a"));

        Error(kernels).Should().Contain("already in use");
        Error(own).Should().Contain("already in use");
    }

    [Fact]
    public async Task Datasets_of_nobody_and_of_other_owners_are_forbidden()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await server.Caller.UploadAsync("a.txt", "a");

        using var status = await server.Caller.PostAsync(Service + "GetDatasetStatus", Uploads.Dataset("missing"));
        using var version = await server.Caller.PostAsync(
            Service + "CreateDatasetVersion",
            $$"""{"ownerSlug":"local","datasetSlug":"missing","body":{"files":[{"token":"{{token}}"}]} }"""
        );
        using var create = await server.Caller.PostAsync(
            Service + "CreateDataset",
            Uploads.Create("my-data", "my data", token).Replace("\"local\"", "\"alice\"", StringComparison.Ordinal)
        );

        status.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        version.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        create.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_private_dataset_is_invisible_to_others_and_no_input_of_theirs()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        using var alice = server.As("alice");
        await server.Caller.MakeDatasetAsync("my-data", ("a.txt", "1"u8.ToArray()));
        var token = await server.Caller.UploadAsync("b.txt", "2");

        foreach (var read in (string[])["GetDatasetStatus", "GetDataset", "ListDatasetFiles"])
        {
            (await alice.StatusOfAsync(Service + read, Uploads.Dataset("my-data"))).Should().Be(403, read);
        }

        (await alice.CallAsync(Service + "ListDatasets", "{}")).GetRawText().Should().Be("{}");
        var push = await alice.CallAsync(
            "SaveKernel",
            """{"newTitle":"uses it","text":"1","datasetDataSources":["local/my-data"]}"""
        );
        push.GetProperty("invalidDatasetSources").GetRawText().Should().Be("[\"local/my-data\"]");
        var stolen = await alice.CallAsync(
            Service + "CreateDataset",
            Uploads.Create("my-data", "my data", token).Replace("\"local\"", "\"alice\"", StringComparison.Ordinal)
        );
        Error(stolen).Should().Contain("token", "uploads are their sender's");
    }

    [Fact]
    public async Task A_new_version_may_replace_the_older_ones()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.MakeDatasetAsync("my-data", ("a.txt", "1"u8.ToArray()));
        await server.Caller.CreateVersionAsync(
            "my-data",
            deleteOld: false,
            await server.Caller.UploadAsync("b.txt", "2")
        );
        (await server.Caller.EndOfDatasetAsync("my-data")).Should().Be("READY");

        var dataset = await server.Caller.CallAsync(Service + "GetDataset", Uploads.Dataset("my-data"));
        dataset.GetProperty("currentVersionNumber").GetInt32().Should().Be(2);
        dataset.GetProperty("isPrivate").GetBoolean().Should().BeTrue();
        dataset.GetProperty("versions").GetArrayLength().Should().Be(2);
        dataset.GetProperty("versions")[0].GetProperty("versionNotes").GetString().Should().Be("again");
        var first = await server.Caller.CallAsync(
            Service + "ListDatasetFiles",
            Uploads.Dataset("my-data", ",\"datasetVersionNumber\":1")
        );
        first.GetProperty("datasetFiles")[0].GetProperty("name").GetString().Should().Be("a.txt");

        var answer = await server.Caller.CallAsync(
            Service + "CreateDatasetVersionById",
            $$"""
            {"id":{{dataset.GetProperty("id").GetRawText()}},"body":{"versionNotes":"only one",
            "files":[{"token":"{{await server.Caller.UploadAsync("c.txt", "3")}}"}],"deleteOldVersions":true} }
            """
        );

        answer.GetProperty("status").GetString().Should().Be("ok");
        var folder = Path.Combine(server.Caller.Home, "datasets/local/my-data");
        await Eventually.BecomesAsync(() => !Directory.Exists(Path.Combine(folder, "v2")));
        (await server.Caller.DatasetFilesAsync("my-data")).Should().Equal("c.txt");
        Directory.Exists(Path.Combine(folder, "v1")).Should().BeFalse();
        using var gone = await server.Caller.PostAsync(
            Service + "ListDatasetFiles",
            Uploads.Dataset("my-data", ",\"datasetVersionNumber\":1")
        );
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Datasets_are_listed()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.Caller.CallAsync(Service + "ListDatasets", "{}")).GetRawText().Should().Be("{}");
        await server.Caller.MakeDatasetAsync("first-data", ("a.txt", "1"u8.ToArray()));
        await server.Caller.MakeDatasetAsync("other-data", ("a.txt", "1"u8.ToArray()));

        var all = await server.Caller.CallAsync(Service + "ListDatasets", """{"group":"MY","page":1}""");
        var found = await server.Caller.CallAsync(Service + "ListDatasets", """{"search":"first"}""");

        Refs(all).Should().Equal("local/other-data", "local/first-data");
        Refs(found).Should().Equal("local/first-data");
    }

    [Theory]
    [InlineData("BlobsReceived")]
    [InlineData("BlobsDecompressed")]
    [InlineData("BlobsCopiedToSds")]
    [InlineData("IndividualBlobsCompressed")]
    public async Task A_server_killed_half_way_makes_the_dataset_ready_after_its_restart(string step)
    {
        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.At("holds"));
        await File.WriteAllTextAsync(home.At($"holds/Dataset.{step}"), "", TestContext.Current.CancellationToken);
        using (var server = await ServerProcess.StartAsync(home, "--allow-holds"))
        {
            var zip = Archives.Zip(("a/x.txt", "inside"));
            var tokens = new[]
            {
                await server.Caller.UploadAsync("folder.zip", zip),
                await server.Caller.UploadAsync("plain.bin", "plain"),
            };
            await server.Caller.CreateAsync("my-data", tokens);
            await Eventually.BecomesAsync(() => File.Exists(home.At($"holds/Dataset.{step}.reached")));
            await server.KillAsync();
        }

        Directory.CreateDirectory(home.At("datasets/local/.half-made.0123"));
        await using var again = await RunningServer.StartAsync(home);

        (await again.Caller.EndOfDatasetAsync("my-data")).Should().Be("READY");
        (await again.Caller.DatasetFilesAsync("my-data")).Should().Equal("folder/a/x.txt", "plain.bin");
        Directory.Exists(home.At("datasets/local/.half-made.0123")).Should().BeFalse();
        (
            await File.ReadAllTextAsync(
                home.At("datasets/local/my-data/v1/files/plain.bin"),
                Encoding.UTF8,
                TestContext.Current.CancellationToken
            )
        )
            .Should()
            .Be("plain");
    }

    private static string? Error(JsonElement answer) =>
        answer.TryGetProperty("error", out var error) ? error.GetString() : null;

    private static IEnumerable<string?> Refs(JsonElement answer) =>
        answer.GetProperty("datasets").EnumerateArray().Select(one => one.GetProperty("ref").GetString());
}
