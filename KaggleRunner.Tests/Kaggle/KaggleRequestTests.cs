using System.Text.Json.Nodes;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>What is sent equals what Kaggle's own tool sends, field by field.</summary>
public sealed class KaggleRequestTests
{
    private const string Saved = """
        {"ref":"/code/alice/ci-runner","url":"https://www.kaggle.com/code/alice/ci-runner","versionNumber":3,"kernelId":"77"}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_is_sent_as_the_official_tool_sends_it()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("SaveKernel", Saved);

        var pushed = await bench.Client.SaveKernelAsync(
            KaggleBench.Push() with
            {
                Datasets = ["alice/src-snap"],
            },
            Token
        );

        pushed.Should().Be(new PushedVersion(KaggleBench.Kernel, 3, "https://www.kaggle.com/code/alice/ci-runner"));
        var request = bench.Kaggle.Requests.Should().ContainSingle().Subject;
        request.Method.Should().Be("POST");
        request.Path.Should().Be("/api/v1/kernels.KernelsApiService/SaveKernel");
        request.Headers["Content-Type"].Should().Be("application/json");
        request.Headers["Authorization"].Should().Be(KaggleBench.Secret);
        request.Headers["User-Agent"].Should().MatchRegex(@"^kaggle-runner/\d+\.\d+\.\d+$");
        request
            .Body.Should()
            .Be(
                """
                {"slug":"alice/ci-runner","newTitle":"ci runner","text":"print(1)\n","language":"python","kernelType":"script","datasetDataSources":["alice/src-snap"],"isPrivate":true,"enableGpu":false,"enableInternet":true,"enableTpu":false}
                """
            );
    }

    [Fact]
    public async Task A_time_limit_and_an_accelerator_are_sent_too()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("SaveKernel", Saved);

        await bench.Client.SaveKernelAsync(
            KaggleBench.Push() with
            {
                Timeout = TimeSpan.FromHours(1),
                MachineShape = "NvidiaTeslaT4",
                IsPrivate = false,
                EnableInternet = false,
                Kernels = ["alice/other"],
                Competitions = ["titanic"],
                Models = ["google/gemma"],
            },
            Token
        );

        var body = JsonNode.Parse(bench.Kaggle.Requests[0].Body);
        var documented = JsonNode.Parse(
            """
            {"slug":"alice/ci-runner","newTitle":"ci runner","text":"print(1)\n","language":"python","kernelType":"script",
             "kernelDataSources":["alice/other"],"competitionDataSources":["titanic"],"modelDataSources":["google/gemma"],
             "isPrivate":false,"enableGpu":true,"enableInternet":false,"enableTpu":false,
             "sessionTimeoutSeconds":3600,"machineShape":"NvidiaTeslaT4"}
            """
        );
        JsonNode.DeepEquals(body, documented).Should().BeTrue(body!.ToJsonString());
    }

    [Fact]
    public async Task Every_read_is_pinned_to_the_version()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("GetKernelSessionStatus", """{"status":"RUNNING"}""")
            .On(
                "GetKernel",
                """{"metadata":{"ref":"alice/ci-runner","isPrivate":true,"currentVersionNumber":4},"blob":{"source":"print(1)\n"}}"""
            )
            .On("ListKernelSessionOutput", "{}")
            .On("logs/stream/alice/ci-runner", "data: END_OF_LOG\n\n", type: "text/event-stream");

        var status = await bench.Client.GetStatusAsync(KaggleBench.Kernel, 3, Token);
        var kernel = await bench.Client.FindKernelAsync(KaggleBench.Kernel, 3, Token);
        await bench.Client.FindKernelAsync(KaggleBench.Kernel, version: null, Token);
        await bench.Client.ListOutputAsync(KaggleBench.Kernel, 3, owner: null, Token).ToListAsync(Token);
        await bench.Client.ReadLogAsync(KaggleBench.Kernel, 3, Token).ToListAsync(Token);

        status.Should().Be(new SessionStatus(SessionState.Running, FailureMessage: null));
        kernel.Should().Be(new KernelInfo(KaggleBench.Kernel, 4, IsPrivate: true, "print(1)\n"));
        bench
            .Kaggle.Requests.Select(r => r.Body)
            .Should()
            .Equal(
                """{"userName":"alice","kernelSlug":"ci-runner","versionLabel":"v3"}""",
                """{"userName":"alice","kernelSlug":"ci-runner","versionLabel":"v3"}""",
                """{"userName":"alice","kernelSlug":"ci-runner"}""",
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"versionLabel":"v3"}""",
                ""
            );
        bench.Kaggle.Requests[^1].Query.Should().Be("?versionLabel=v3");
        bench.Kaggle.Requests[^1].Headers["Accept"].Should().Be("text/event-stream, */*");
    }

    [Fact]
    public async Task All_pages_of_the_output_are_listed()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(
                "ListKernelSessionOutput",
                """{"files":[{"url":"https://storage.example/a?sig=1","fileName":"output/a.png"},null],"nextPageToken":"p2"}"""
            )
            .On(
                "ListKernelSessionOutput",
                """{"files":[{"url":"/files/b","fileName":"junit.xml"}],"log":"[]","nextPageToken":"p3"}"""
            )
            .On("ListKernelSessionOutput", """{"files":null,"nextPageToken":"p3"}""");

        var files = await bench.Client.ListOutputAsync(KaggleBench.Kernel, 3, owner: null, Token).ToListAsync(Token);

        files
            .Should()
            .Equal(
                new OutputFile("output/a.png", new Uri("https://storage.example/a?sig=1")),
                new OutputFile("junit.xml", new Uri(bench.Kaggle.Root, "/files/b"))
            );
        bench.Kaggle.Requests[1].Body.Should().Contain("\"pageToken\":\"p2\"");
        bench.Kaggle.Requests.Should().HaveCount(3, "a page token that repeats is no further page");
    }

    [Fact]
    public async Task A_session_is_found_by_the_redirect_and_cancelled_by_its_id()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(
                "output/download/alice/ci-runner",
                "",
                302,
                headers: ("Location", "https://www.kaggle.com/kernels/output/download_zip/123456789012")
            )
            .On("output/download/alice/none", "{}", 404)
            .On("CancelKernelSession", "{}");

        var id = await bench.Client.FindSessionIdAsync(KaggleBench.Kernel, 3, Token);
        var none = await bench.Client.FindSessionIdAsync(new KernelRef("alice", "none"), 3, Token);
        await bench.Client.CancelAsync(id!.Value, Token);

        none.Should().BeNull();
        bench.Kaggle.Requests[0].Query.Should().Be("?versionNumber=3");
        bench.Kaggle.Requests[^1].Body.Should().Be("""{"kernelSessionId":123456789012}""");
    }

    [Fact]
    public async Task The_quota_is_read()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            "GetAcceleratorQuotaStatistics",
            """
            {"quotaRefreshTime":"2026-07-04T00:00:00.123456789Z",
             "gpuQuota":{"hasEverRun":true,"timeReserved":"3600.000s","timeUsed":"7200s","totalTimeAllowed":"108000s"},"tpuQuota":null}
            """
        );

        var quota = await bench.Client.GetQuotaAsync(Token);

        quota.Gpu!.Free.Should().Be(TimeSpan.FromHours(27));
        quota.Tpu.Should().BeNull();
        quota
            .RefreshesAt.Should()
            .BeCloseTo(new DateTimeOffset(2026, 7, 4, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(1));
        bench.Kaggle.Requests[0].Body.Should().Be("{}");
    }
}
