using System.Text.Json;
using System.Text.Json.Nodes;

namespace KaggleRunner.Tests.LocalKaggle.Contract;

/// <summary>Each call in literal JSON and its answer field by field; what differs from run to run is written as <c>*</c>.</summary>
public sealed class KernelContractTests
{
    [Fact]
    public async Task SaveKernel_as_the_official_tool_sends_it()
    {
        await using var server = await RunningServer.StartAsync();

        await AnswersAsync(
            server,
            "SaveKernel",
            """
            {"slug":"local/ci-runner","newTitle":"ci runner","text":"print(1)\n","language":"python",
            "kernelType":"script","datasetDataSources":["alice/src-snap"],"isPrivate":true,"enableGpu":false,
            "enableInternet":true,"enableTpu":false,"sessionTimeoutSeconds":3600,"machineShape":"NvidiaTeslaT4",
            "id":null,"categoryIds":["gpu"],"dockerImagePinningType":"original","priority":1}
            """,
            """
            {"ref":"/code/local/ci-runner","url":"*","versionNumber":1,"kernelId":1001,
            "invalidDatasetSources":["alice/src-snap"]}
            """
        );
    }

    [Fact]
    public async Task SaveKernel_that_only_saves()
    {
        await using var server = await RunningServer.StartAsync();

        await AnswersAsync(
            server,
            "SaveKernel",
            """
            {"slug":"local/saved-only","newTitle":"saved only","text":"print(1)","language":"python",
            "kernelType":"notebook","kernelExecutionType":"QUICK_SAVE"}
            """,
            """{"ref":"/code/local/saved-only","url":"*","versionNumber":1,"kernelId":1001}"""
        );
        await AnswersAsync(
            server,
            "GetKernelSessionStatus",
            """{"userName":"local","kernelSlug":"saved-only"}""",
            """{"status":"NEW_SCRIPT"}"""
        );
        await AnswersAsync(
            server,
            "GetKernel",
            """{"userName":"local","kernelSlug":"saved-only","versionLabel":"v1"}""",
            """
            {"metadata":{"id":1001,"ref":"local/saved-only","title":"saved only","author":"local","slug":"saved-only",
            "language":"python","kernelType":"notebook","isPrivate":true,"enableGpu":false,"enableTpu":false,
            "enableInternet":true,"totalVotes":0,"currentVersionNumber":1},
            "blob":{"source":"print(1)","language":"python","kernelType":"notebook","slug":"saved-only"}}
            """
        );
    }

    [Fact]
    public async Task GetKernel_and_ListKernels_tell_all_that_was_pushed()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(0)", "an input");
        await server.Caller.EndOfAsync(1, "an-input");
        await server.Caller.PushAsync(
            "print(1)",
            more: ",\"kernelDataSources\":[\"local/an-input\"],\"machineShape\":\"NvidiaTeslaP100\","
                + "\"dockerImage\":\"gcr.io/kaggle-images/python\",\"categoryIds\":[\"nlp\"]"
        );
        const string metadata = """
            {"id":1002,"ref":"local/ci-runner","title":"ci runner","author":"local","slug":"ci-runner",
            "lastRunTime":"*","language":"python","kernelType":"script","isPrivate":true,"enableGpu":true,
            "enableTpu":false,"enableInternet":false,"categoryIds":["nlp"],"kernelDataSources":["local/an-input"],
            "totalVotes":0,"currentVersionNumber":1,"dockerImage":"gcr.io/kaggle-images/python",
            "machineShape":"NvidiaTeslaP100"}
            """;

        await AnswersAsync(
            server,
            "GetKernel",
            """{"userName":"local","kernelSlug":"ci-runner/1"}""",
            $$$"""
            {"metadata":{{{metadata}}},
            "blob":{"source":"print(1)","language":"python","kernelType":"script","slug":"ci-runner"}}
            """
        );
        await AnswersAsync(
            server,
            "ListKernels",
            """
            {"group":"PROFILE","kernelType":"all","language":"all","outputType":"all","search":"ci","user":"",
            "dataset":"","competition":"","parentKernel":"","page":1,"pageSize":20}
            """,
            $$"""{"kernels":[{{metadata}}]}"""
        );
    }

    [Fact]
    public async Task Status_files_and_output_of_a_run()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('hello'); open('out.txt', 'w').write('12345')");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        const string request = """{"userName":"local","kernelSlug":"ci-runner","pageSize":20}""";

        await AnswersAsync(server, "GetKernelSessionStatus", request, """{"status":"COMPLETE"}""");
        await AnswersAsync(
            server,
            "ListKernelFiles",
            request,
            """{"files":[{"name":"out.txt","size":5,"creationDate":"*"}]}"""
        );
        await AnswersAsync(
            server,
            "ListKernelSessionOutput",
            request,
            """{"files":[{"url":"*","fileName":"out.txt"}],"log":"*"}"""
        );
    }

    [Fact]
    public async Task CancelKernelSession_and_DeleteKernel()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('up', flush=True); import time; time.sleep(600)");
        await server.Caller.LogHoldsAsync("up");

        await AnswersAsync(server, "CancelKernelSession", """{"kernelSessionId":100000001}""", "{}");
        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        await AnswersAsync(
            server,
            "CancelKernelSession",
            """{"kernelSessionId":100000001}""",
            """{"errorMessage":"The session has ended already."}"""
        );
        await AnswersAsync(server, "DeleteKernel", """{"userName":"local","kernelSlug":"ci-runner"}""", "{}");
        await AnswersAsync(
            server,
            "DeleteKernel",
            """{"userName":"local","kernelSlug":"ci-runner"}""",
            """{"errorMessage":"Notebook not found"}"""
        );
    }

    [Fact]
    public async Task GetAcceleratorQuotaStatistics_before_the_first_run()
    {
        await using var server = await RunningServer.StartAsync();

        await AnswersAsync(
            server,
            "GetAcceleratorQuotaStatistics",
            "{}",
            """
            {"quotaRefreshTime":"*",
            "gpuQuota":{"hasEverRun":false,"minimumTimeAllowed":"108000.000s","timeReserved":"0.000s",
            "timeUsed":"0.000s","totalTimeAllowed":"108000.000s"},
            "tpuQuota":{"hasEverRun":false,"minimumTimeAllowed":"72000.000s","timeReserved":"0.000s",
            "timeUsed":"0.000s","totalTimeAllowed":"72000.000s"}}
            """
        );
    }

    [Fact]
    public async Task DownloadKernelOutput_leads_to_the_archive_or_to_one_file()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("open('out.txt', 'w').write('12345')");
        await server.Caller.EndOfAsync(1);

        using var archive = await server.Caller.PostAsync(
            "DownloadKernelOutput",
            """{"ownerSlug":"local","kernelSlug":"ci-runner","versionNumber":1}"""
        );
        using var file = await server.Caller.PostAsync(
            "DownloadKernelOutput",
            """{"ownerSlug":"local","kernelSlug":"ci-runner","filePath":"out.txt"}"""
        );
        using var missing = await server.Caller.PostAsync(
            "DownloadKernelOutput",
            """{"ownerSlug":"local","kernelSlug":"ci-runner","filePath":"../session.json"}"""
        );

        ((int)archive.StatusCode).Should().Be(302);
        archive.Headers.Location!.AbsolutePath.Should().Be("/api/v1/kernels/output/download_zip/100000001");
        ((int)file.StatusCode).Should().Be(302);
        (await server.Caller.Http.GetStringAsync(file.Headers.Location, TestContext.Current.CancellationToken))
            .Should()
            .Be("12345");
        ((int)missing.StatusCode).Should().Be(404);
    }

    private static async Task AnswersAsync(RunningServer server, string method, string request, string expected)
    {
        var answer = await server.Caller.CallAsync(method, request);
        Normal(JsonNode.Parse(answer.GetRawText()), JsonNode.Parse(expected))
            .Should()
            .Be(Sorted(JsonNode.Parse(expected))!.ToJsonString(), "of {0}", method);
    }

    // The answer with its fields in order, and * wherever that is expected.
    private static string Normal(JsonNode? answer, JsonNode? expected) =>
        Sorted(Masked(answer, expected))?.ToJsonString() ?? "null";

    private static JsonNode? Masked(JsonNode? answer, JsonNode? expected) =>
        (answer, expected) switch
        {
            (not null, JsonValue value) when value.GetValueKind() == JsonValueKind.String && (string?)value == "*" =>
                JsonValue.Create("*"),
            (JsonObject one, JsonObject other) => new JsonObject(
                one.Select(field => KeyValuePair.Create(field.Key, Masked(field.Value, other[field.Key])))
            ),
            (JsonArray one, JsonArray other) when one.Count == other.Count => new JsonArray([
                .. one.Select((item, index) => Masked(item, other[index])),
            ]),
            _ => answer?.DeepClone(),
        };

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject found => new JsonObject(
                found
                    .OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
