using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class OutputTests
{
    [Fact]
    public async Task Outputs_are_listed_in_pages_of_20_and_of_200_at_most()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("for i in range(250): open(f'{i:03}.txt', 'w').write(str(i))");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        var page = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        page.GetProperty("files").GetArrayLength().Should().Be(20);
        var big = await server.Caller.CallAsync(
            "ListKernelSessionOutput",
            KaggleCaller.Session(1, more: ",\"pageSize\":999")
        );
        big.GetProperty("files").GetArrayLength().Should().Be(200);
        var more = $",\"pageSize\":200,\"pageToken\":{big.GetProperty("nextPageToken").GetRawText()}";
        var rest = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1, more: more));

        rest.GetProperty("files").GetArrayLength().Should().Be(50);
        rest.GetProperty("files")[49].GetProperty("fileName").GetString().Should().Be("249.txt");
        rest.TryGetProperty("nextPageToken", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_signed_address_serves_a_file_in_parts_and_without_a_key()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync(
            "import os; os.makedirs('a b/ü'); open('a b/ü/x#y?.txt', 'w').write('0123456789')"
        );
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        var listed = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        var file = listed.GetProperty("files")[0];
        var url = file.GetProperty("url").GetString()!;

        file.GetProperty("fileName").GetString().Should().Be("a b/ü/x#y?.txt");
        using var stranger = new HttpClient();
        (await stranger.GetStringAsync(url, TestContext.Current.CancellationToken)).Should().Be("0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Headers = { Range = new RangeHeaderValue(4, null) },
        };
        using var part = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be("456789");
        using var forged = await stranger.GetAsync(
            url.Replace("x%23y", "other", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        forged.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var files = await server.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));
        files.GetProperty("files")[0].GetProperty("size").GetInt64().Should().Be(10);
    }

    [Fact]
    public async Task Links_pipes_and_sockets_in_the_working_folder_are_not_served()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync(
            """
            import os, socket
            os.symlink('/etc/passwd', 'passwd')
            os.symlink('/etc', 'etc')
            os.symlink('../session.json', 'session')
            os.mkfifo('pipe')
            socket.socket(socket.AF_UNIX).bind('socket')
            open('back\\slash', 'w').write('x')
            open('honest.txt', 'w').write('x')
            """
        );
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));

        var listed = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));

        Names(listed).Should().Equal("back\\slash", "honest.txt");
    }

    [Fact]
    public async Task A_file_swapped_for_a_link_after_it_was_listed_is_not_served()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("open('plot.png', 'w').write('x')");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        var listed = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        var path = Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/working/plot.png");
        File.Delete(path);
        File.CreateSymbolicLink(path, "/etc/passwd");

        using var answer = await server.Caller.Http.GetAsync(
            listed.GetProperty("files")[0].GetProperty("url").GetString(),
            TestContext.Current.CancellationToken
        );

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Outputs_and_log_of_a_failed_version_are_there_and_those_of_a_running_one_not_yet()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("open('x.txt', 'w').write('x'); raise ValueError('no')");
        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        await server.Caller.PushAsync(
            "open('y.txt', 'w').write('x'); print('up', flush=True); import time; time.sleep(600)"
        );
        await server.Caller.LogHoldsAsync("up", 2);

        Names(await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1)))
            .Should()
            .Equal("x.txt");
        var running = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(2));
        running.GetRawText().Should().Be("{\"log\":\"\"}");
    }

    [Fact]
    public async Task The_redirect_to_the_zip_carries_the_id_of_the_session()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("import os; print(os.environ['KAGGLE_CONTAINER_NAME'])");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        using var answer = await server.Caller.Http.GetAsync(
            "/api/v1/kernels/output/download/local/ci-runner?versionNumber=1",
            TestContext.Current.CancellationToken
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        var id = answer.Headers.Location!.AbsolutePath.Split("/kernels/output/download_zip/")[1];
        (await server.Caller.OutputAsync(1)).Should().MatchRegex($"^kaggle_\\w+-{id}-webtier\n$");
    }

    [Fact]
    public async Task The_zip_holds_all_outputs_under_relative_names_and_no_link()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        await server.Caller.PushAsync(
            """
            import os
            os.makedirs('a/b')
            open('a/b/deep.txt', 'w').write('deep')
            open('..\\..\\climb.txt', 'w').write('x')
            open('big.bin', 'wb').write(bytes(3_000_000))
            open('old.txt', 'w').write('old'); os.utime('old.txt', (0, 0))
            os.symlink('/etc/passwd', 'passwd')
            os.symlink('/etc', 'etc')
            """
        );
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));

        using var answer = await server.Caller.Http.GetAsync(
            "/api/v1/kernels/output/download_zip/100000001",
            TestContext.Current.CancellationToken
        );
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/zip");
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(body, ZipArchiveMode.Read);

        zip.Entries.Select(entry => (entry.FullName, entry.Length))
            .Should()
            .Equal((".._.._climb.txt", 1), ("a/b/deep.txt", 4), ("big.bin", 3_000_000), ("old.txt", 3));
        using var unknown = await server.Caller.Http.GetAsync(
            "/v1/kernels/output/download_zip/7",
            TestContext.Current.CancellationToken
        );
        unknown.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var alice = server.As("alice");
        (await alice.StatusOfAsync("/api/v1/kernels/output/download_zip/100000001")).Should().Be(403);
    }

    [Fact]
    public async Task Ten_thousand_outputs_are_paged_without_a_gap_and_pages_hold_when_the_server_restarts()
    {
        using var home = new TemporaryHome();
        var names = new List<string?>();
        string? token;
        await using (var server = await RunningServer.StartAsync(home))
        {
            await server.Caller.PushAsync(
                "import os\nfor i in range(10000):\n os.makedirs(f'd{i % 7}', exist_ok=True); open(f'd{i % 7}/{i}.txt', 'w')"
            );
            (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
            token = await AddPageAsync(server, names, null);
        }

        await using var again = await RunningServer.StartAsync(home);
        while (token is not null)
        {
            token = await AddPageAsync(again, names, token);
        }

        names.Should().HaveCount(10_000).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Answers_of_listings_are_the_documents_field_by_field()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('\"é\"\\n'); open('a.txt', 'w').write('1')");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        var output = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        var files = await server.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));

        output.EnumerateObject().Select(field => field.Name).Should().Equal("files", "log");
        output.GetProperty("files")[0].EnumerateObject().Select(field => field.Name).Should().Equal("url", "fileName");
        var log = JsonElement.Parse(output.GetProperty("log").GetString()!);
        log[0].EnumerateObject().Select(field => field.Name).Should().Equal("stream_name", "time", "data");
        string.Concat(log.EnumerateArray().Select(one => one.GetProperty("data").GetString())).Should().Be("\"é\"\n\n");
        files
            .GetRawText()
            .Should()
            .MatchRegex(
                """^\{"files":\[\{"name":"a\.txt","size":1,"creationDate":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\}\]\}$"""
            );
    }

    private static async Task<string?> AddPageAsync(RunningServer server, List<string?> names, string? token)
    {
        var more = ",\"pageSize\":200" + (token is null ? "" : $",\"pageToken\":{JsonSerializer.Serialize(token)}");
        var page = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1, more: more));
        names.AddRange(Names(page));
        return page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
    }

    private static IEnumerable<string?> Names(JsonElement listed) =>
        listed.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("fileName").GetString());
}
