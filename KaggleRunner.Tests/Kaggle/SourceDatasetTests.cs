using System.Text;
using System.Text.Json.Nodes;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>The source as a private dataset, against the literal JSON of the protocol.</summary>
public sealed class SourceDatasetTests : IAsyncLifetime
{
    private const string Ready = """{"status":"READY"}""";
    private const string Taken = """{"ref":"/alice/ci-runner-source","url":"https://x","status":"ok"}""";
    private static readonly DatasetRef Dataset = new("alice", SourceName.SlugFor("ci-runner"));

    private readonly TemporaryFolder _folder = new();
    private readonly List<SourceProgress> _progress = [];
    private KaggleBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _bench = await KaggleBench.StartAsync(options => options.DatasetTimeout = TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_dataset_is_private_and_each_request_is_as_the_protocol_has_it()
    {
        Uploads();
        _bench
            .Kaggle.On("GetDatasetStatus", """{"code":403,"message":"Permission denied"}""", 403)
            .On("GetDatasetStatus", """{"code":403,"message":"Permission denied"}""", 403)
            .On("GetDatasetStatus", "{}")
            .On("GetDatasetStatus", """{"status":"BLOBS_RECEIVED"}""")
            .On("GetDatasetStatus", Ready)
            .On("CreateDataset", Taken);

        await EnsureAsync(Content("the source"));

        var start = JsonNode.Parse(Sent("StartBlobUpload").Body)!.AsObject();
        start.Remove("lastModifiedEpochSeconds", out var modified).Should().BeTrue();
        modified!.GetValue<long>().Should().BePositive();
        start.ToJsonString().Should().Be("""{"type":"DATASET","name":"source.bin","contentLength":10}""");
        var put = Sent("/upload");
        (put.Method, put.Body).Should().Be(("PUT", "the source"));
        put.Headers.Should().NotContainKey("Authorization").And.NotContainKey("Content-Range");
        put.Headers["Content-Length"].Should().Be("10");
        Sent("CreateDataset")
            .Body.Should()
            .Be(
                $$"""
                {"ownerSlug":"alice","slug":"{{Dataset.Slug}}","title":"{{Title()}}","licenseName":"other","isPrivate":true,"files":[{"token":"T1"}]}
                """
            );
        Sent("CreateDataset").Path.Should().Be("/api/v1/datasets.DatasetApiService/CreateDataset");
        Sent("GetDatasetStatus").Body.Should().Be($$"""{"ownerSlug":"alice","datasetSlug":"{{Dataset.Slug}}"}""");
        _progress[0].Should().Be(new SourceProgress(0, 10));
        _progress[^1].IsSent.Should().BeTrue();
    }

    [Fact]
    public async Task A_dataset_that_is_there_gets_a_new_version_and_loses_the_old_ones()
    {
        Uploads();
        _bench.Kaggle.On("GetDatasetStatus", Ready).On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("another source"));

        Sent("CreateDatasetVersion")
            .Body.Should()
            .Be(
                $$$"""
                {"ownerSlug":"alice","datasetSlug":"{{{Dataset.Slug}}}","body":{"versionNotes":"a commit","files":[{"token":"T1"}],"deleteOldVersions":true}}
                """
            );
        Count("CreateDataset").Should().Be(0);
    }

    [Fact]
    public async Task What_was_sent_once_is_not_sent_again_but_another_source_is()
    {
        Uploads();
        _bench.Kaggle.On("GetDatasetStatus", Ready).On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("one"));
        await EnsureAsync(Content("one"));
        (Count("StartBlobUpload"), Count("/upload"), Count("CreateDatasetVersion")).Should().Be((1, 1, 1));

        await EnsureAsync(Content("two"));
        await EnsureAsync(Content("one"));
        Count("CreateDatasetVersion").Should().Be(3, "the dataset holds the newest version alone");
    }

    [Fact]
    public async Task A_dataset_that_a_kernel_did_not_find_its_source_in_is_sent_again()
    {
        Uploads();
        _bench.Kaggle.On("GetDatasetStatus", Ready).On("CreateDatasetVersion", Taken);
        await EnsureAsync(Content("one"));

        Sources().Forget(_bench.Client.Account, Dataset);
        await EnsureAsync(Content("one"));

        Count("CreateDatasetVersion").Should().Be(2);
    }

    [Fact]
    public async Task An_upload_cut_short_goes_on_at_the_byte_that_the_server_names()
    {
        Starts();
        _bench
            .Kaggle.On("/upload", "unavailable", 503, "text/plain")
            .On("/upload", "", 308, headers: ("Range", "bytes=0-3"))
            .On("/upload", "", 201)
            .On("GetDatasetStatus", Ready)
            .On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("0123456789"));

        var puts = _bench.Kaggle.Requests.Where(r => r.Path == "/upload").ToList();
        puts.Select(put => put.Body).Should().Equal("0123456789", "", "456789");
        puts.Select(put => put.Headers.GetValueOrDefault("Content-Range", "none"))
            .Should()
            .Equal("none", "bytes */10", "bytes 4-9/10");
        Count("StartBlobUpload").Should().Be(1);
    }

    [Fact]
    public async Task An_upload_whose_answer_was_lost_is_asked_for_and_not_sent_again()
    {
        Starts();
        _bench
            .Kaggle.OnLost("/upload")
            .On("/upload", "", 200)
            .On("GetDatasetStatus", Ready)
            .On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("0123456789"));

        _bench.Kaggle.Requests.Where(r => r.Path == "/upload").Select(r => r.Body).Should().Equal("0123456789", "");
    }

    [Fact]
    public async Task An_upload_that_an_earlier_process_began_is_gone_on_with()
    {
        Starts();
        _bench
            .Kaggle.On("/upload", "", 503)
            .On("/upload", "", 503)
            .On("/upload", "", 503)
            .On("/upload", "", 503)
            .On("/upload", "", 308, headers: ("Range", "bytes=0-7"))
            .On("/upload", "", 200)
            .On("GetDatasetStatus", Ready)
            .On("CreateDatasetVersion", Taken);
        var interrupted = () => EnsureAsync(Content("0123456789"));
        await interrupted.Should().ThrowAsync<KaggleUnreachableException>();

        await EnsureAsync(Content("0123456789"));

        Count("StartBlobUpload").Should().Be(1);
        _bench.Kaggle.Requests.Last(r => r.Path == "/upload").Body.Should().Be("89");
    }

    [Fact]
    public async Task An_upload_that_the_server_forgot_begins_anew()
    {
        Starts();
        _bench
            .Kaggle.On("/upload", "", 503)
            .On("/upload", "<Error/>", 404)
            .On("/upload", "", 200)
            .On("GetDatasetStatus", Ready)
            .On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("0123456789"));

        Count("StartBlobUpload").Should().Be(2);
        _bench.Kaggle.Requests.Last(r => r.Path == "/upload").Body.Should().Be("0123456789");
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_found_and_not_repeated()
    {
        Uploads();
        _bench
            .Kaggle.On("GetDatasetStatus", "{}", 403)
            .On("GetDatasetStatus", """{"status":"NOT_YET_PERSISTED"}""")
            .On("GetDatasetStatus", Ready)
            .OnLost("CreateDataset");
        var lost = () => EnsureAsync(Content("source"));
        (await lost.Should().ThrowAsync<KaggleUnreachableException>()).Which.MayHaveBeenAccepted.Should().BeTrue();

        await EnsureAsync(Content("source"));

        (Count("CreateDataset"), Count("/upload")).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_version_whose_answer_was_lost_is_sent_again_without_its_bytes()
    {
        Uploads();
        _bench.Kaggle.On("GetDatasetStatus", Ready).OnLost("CreateDatasetVersion").On("CreateDatasetVersion", Taken);
        var lost = () => EnsureAsync(Content("source"));
        await lost.Should().ThrowAsync<KaggleUnreachableException>();

        await EnsureAsync(Content("source"));

        (Count("CreateDatasetVersion"), Count("/upload")).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_dataset_that_was_only_out_of_sight_gets_a_version()
    {
        Uploads();
        _bench
            .Kaggle.On("GetDatasetStatus", "{}", 403)
            .On("GetDatasetStatus", Ready)
            .On("CreateDataset", """{"error":"The requested title is already in use by a dataset."}""")
            .On("CreateDatasetVersion", Taken);

        await EnsureAsync(Content("source"));

        Count("CreateDatasetVersion").Should().Be(1);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("DELETED")]
    public async Task What_Kaggle_fails_at_is_told_with_a_way_out(string state)
    {
        Uploads();
        _bench
            .Kaggle.On("GetDatasetStatus", Ready)
            .On("GetDatasetStatus", $$"""{"status":"{{state}}"}""")
            .On("CreateDatasetVersion", Taken);

        var act = () => EnsureAsync(Content("source"));

        var told = (await act.Should().ThrowAsync<KaggleRefusedException>()).Which;
        told.Sentence.Should().Contain($"alice/{Dataset.Slug}").And.Contain("http(s)");
    }

    [Fact]
    public async Task A_dataset_that_is_never_ready_is_not_waited_for_forever()
    {
        await using var bench = await KaggleBench.StartAsync(o => o.DatasetTimeout = TimeSpan.FromMilliseconds(200));
        bench
            .Kaggle.On("StartBlobUpload", $$"""{"token":"T1","createUrl":"{{bench.Kaggle.Root}}upload"}""")
            .On("/upload", "", 200)
            .On("GetDatasetStatus", """{"status":"REPROCESSING"}""")
            .On("CreateDatasetVersion", Taken);

        var act = () => EnsureAsync(Content("source"), bench.Client);

        (await act.Should().ThrowAsync<KaggleRefusedException>()).WithMessage("*not ready*");
    }

    [Theory]
    [InlineData("http://example.com/upload")]
    [InlineData("file:///tmp/upload")]
    [InlineData("")]
    public async Task Nothing_is_sent_to_an_address_that_is_not_https(string address)
    {
        _bench.Kaggle.On("StartBlobUpload", $$"""{"token":"T1","createUrl":"{{address}}"}""");

        var act = () => EnsureAsync(Content("source"));

        await act.Should().ThrowAsync<KaggleRefusedException>();
        Count("CreateDataset").Should().Be(0);
    }

    [Theory]
    [InlineData("ci-runner")]
    [InlineData("abcde")]
    [InlineData("a-kernel-whose-slug-takes-all-fifty-characters-xyz")]
    public void Names_are_ones_that_Kaggle_takes_and_of_no_kernel(string kernel)
    {
        var slug = SourceName.SlugFor(kernel);

        slug.Length.Should().BeInRange(6, 50);
        slug.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$").And.NotBe(kernel).And.Be(SourceName.SlugFor(kernel));
        Core.Experiments.KernelNames.Problem(slug, Core.Experiments.KernelNames.Titleize(slug)).Should().BeNull();
        SourceName.SlugFor(kernel + "x").Should().NotBe(slug);
    }

    private static string Title() => Core.Experiments.KernelNames.Titleize(Dataset.Slug);

    private void Starts() =>
        _bench.Kaggle.On("StartBlobUpload", $$"""{"token":"T1","createUrl":"{{_bench.Kaggle.Root}}upload"}""");

    private void Uploads()
    {
        Starts();
        _bench.Kaggle.On("/upload", "", 200);
    }

    private SourceContent Content(string text)
    {
        var path = _folder.Combine("source.pack");
        File.WriteAllText(path, text);
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new SourceContent(Dataset, path, Convert.ToHexStringLower(hash), text.Length, "a commit");
    }

    private SourceDatasets Sources() =>
        new(
            new RunnerHome(_folder.Combine("home")),
            TimeProvider.System,
            Options.Create(new KaggleOptions { DatasetTimeout = TimeSpan.FromSeconds(20) })
        );

    private Task EnsureAsync(SourceContent content) => EnsureAsync(content, _bench.Client, Sources());

    private Task EnsureAsync(SourceContent content, KaggleClient client) =>
        EnsureAsync(
            content,
            client,
            new SourceDatasets(
                new RunnerHome(_folder.Combine("home")),
                TimeProvider.System,
                Options.Create(new KaggleOptions { DatasetTimeout = TimeSpan.FromMilliseconds(200) })
            )
        );

    private Task EnsureAsync(SourceContent content, KaggleClient client, SourceDatasets sources) =>
        sources.EnsureAsync(client, content, TimeSpan.FromMilliseconds(5), new Progress(_progress), Token);

    private RecordedRequest Sent(string pathEnd) =>
        _bench.Kaggle.Requests.First(r => r.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    private int Count(string pathEnd) =>
        _bench.Kaggle.Requests.Count(r => r.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    private sealed class Progress(List<SourceProgress> told) : IProgress<SourceProgress>
    {
        public void Report(SourceProgress value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
