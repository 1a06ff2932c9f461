using System.Text.Json.Nodes;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>Each call as the protocol has it: method, path, headers and body against literal JSON, and lenient answers.</summary>
public sealed class ContractTests
{
    private const string Kernels = "/api/v1/kernels.KernelsApiService/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Calls =>
        new()
        {
            {
                "status",
                $"{Kernels}GetKernelSessionStatus",
                """{"userName":"alice","kernelSlug":"ci-runner","versionLabel":"v3"}""",
                """{"status":"RUNNING","new":1}"""
            },
            {
                "pull",
                $"{Kernels}GetKernel",
                """{"userName":"alice","kernelSlug":"ci-runner","versionLabel":"v3"}""",
                """{"metadata":{"currentVersionNumber":"3","categoryIds":null},"blob":null}"""
            },
            {
                "output",
                $"{Kernels}ListKernelSessionOutput",
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"versionLabel":"v3"}""",
                """{"files":null,"log":null,"nextPageToken":null}"""
            },
            {
                "files",
                $"{Kernels}ListKernelFiles",
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"versionLabel":"v3"}""",
                """{"files":[null,7,{"name":"a","size":"12","owner":{}}],"nextPageToken":null,"unheard":[]}"""
            },
            {
                "delete",
                $"{Kernels}DeleteKernel",
                """{"userName":"alice","kernelSlug":"ci-runner"}""",
                """{"errorMessage":null,"unheard":1}"""
            },
            { "cancel", $"{Kernels}CancelKernelSession", """{"kernelSessionId":123456789012}""", "{}" },
            {
                "quota",
                $"{Kernels}GetAcceleratorQuotaStatistics",
                "{}",
                """{"gpuQuota":{"timeUsed":"1.5s","totalTimeAllowed":"108000s","unheard":[{}]},"quotaRefreshTime":"2026-07-04T00:00:00"}"""
            },
            {
                "introspect",
                "/api/v1/security.OAuthService/IntrospectToken",
                """{"token":"KGAT_x"}""",
                """{"active":true,"username":"alice","exp":"1"}"""
            },
            {
                "generate",
                "/api/v1/users.AccountService/GenerateAccessToken",
                """{"refreshToken":"R","apiVersion":"API_VERSION_V1","expirationDuration":"43200s"}""",
                """{"token":"KGAT_y","expiresIn":"43200","userName":"alice","userId":"7"}"""
            },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_sent_as_documented_and_its_answer_is_read_leniently(
        string name,
        string path,
        string body,
        string answer
    )
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(path, answer);

        await CallAsync(bench.Client, name);

        var request = bench.Kaggle.Requests.Should().ContainSingle().Subject;
        request.Method.Should().Be("POST");
        request.Path.Should().Be(path);
        request.Query.Should().BeEmpty();
        request.Headers["Content-Type"].Should().Be("application/json");
        request.Headers["Accept"].Should().Be("application/json");
        request.Headers["Authorization"].Should().Be(KaggleBench.Secret);
        request.Headers.Should().NotContainKey("Cookie").And.NotContainKey("Expect");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(body)).Should().BeTrue(request.Body);
    }

    [Theory]
    [InlineData("\"2026-07-04T01:02:03Z\"")]
    [InlineData("\"2026-07-04T01:02:03\"")]
    [InlineData("\"2026-07-04T01:02:03.1Z\"")]
    [InlineData("\"2026-07-04T01:02:03.123456789Z\"")]
    [InlineData("\"2026-07-04T01:02:03.123456789\"")]
    public async Task Timestamps_come_with_0_to_9_digits_of_fraction(string timestamp)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("GetAcceleratorQuotaStatistics", $$"""{"quotaRefreshTime":{{timestamp}}}""");

        var quota = await bench.Client.GetQuotaAsync(Token);

        quota
            .RefreshesAt!.Value.Should()
            .BeCloseTo(new DateTimeOffset(2026, 7, 4, 1, 2, 3, TimeSpan.Zero), TimeSpan.FromSeconds(0.2));
    }

    [Theory]
    [InlineData("\"3600.000s\"", 3600)]
    [InlineData("\"3600s\"", 3600)]
    [InlineData("\"0.5s\"", 0.5)]
    [InlineData("3600", 3600)]
    public async Task Durations_come_in_both_forms(string total, double seconds)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("GetAcceleratorQuotaStatistics", $$$"""{"tpuQuota":{"totalTimeAllowed":{{{total}}}}}""");

        (await bench.Client.GetQuotaAsync(Token)).Tpu!.Total.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task The_log_and_the_session_are_asked_for_with_GET_and_no_body()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("logs/stream/alice/ci-runner", "[]")
            .On("output/download/alice/ci-runner", "", 302, headers: ("Location", "/kernels/output/download_zip/9"));

        await bench.Client.ReadLogAsync(KaggleBench.Kernel, 3, Token).ToListAsync(Token);
        (await bench.Client.FindSessionIdAsync(KaggleBench.Kernel, 3, Token)).Should().Be(9);

        bench
            .Kaggle.Requests.Select(r => $"{r.Method} {r.Path}{r.Query} {r.Body}")
            .Should()
            .Equal(
                "GET /api/v1/kernels/logs/stream/alice/ci-runner?versionLabel=v3 ",
                "GET /api/v1/kernels/output/download/alice/ci-runner?versionNumber=3 "
            );
        bench.Kaggle.Requests.Should().OnlyContain(r => r.Headers["Authorization"] == KaggleBench.Secret);
    }

    private static Task CallAsync(KaggleClient client, string name) =>
        name switch
        {
            "status" => client.GetStatusAsync(KaggleBench.Kernel, 3, Token),
            "pull" => client.FindKernelAsync(KaggleBench.Kernel, 3, Token),
            "output" => client.ListOutputAsync(KaggleBench.Kernel, 3, owner: null, Token).ToListAsync(Token).AsTask(),
            "files" => client.ListFilesAsync(KaggleBench.Kernel, 3, Token).ToListAsync(Token).AsTask(),
            "delete" => client.DeleteKernelAsync(KaggleBench.Kernel, Token),
            "cancel" => client.CancelAsync(123456789012, Token),
            "quota" => client.GetQuotaAsync(Token),
            "introspect" => client.FindTokenOwnerAsync("KGAT_x", Token),
            _ => client.GenerateTokenAsync("R", Token),
        };
}
