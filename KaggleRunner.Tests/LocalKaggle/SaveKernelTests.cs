using System.Net;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class SaveKernelTests
{
    [Fact]
    public async Task A_push_as_the_official_tool_sends_it_makes_a_private_kernel_and_its_first_version()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Caller.CallAsync(
            "SaveKernel",
            """
            {"slug":"local/ci-runner","newTitle":"ci runner","text":"print(1)\n","language":"python",
            "kernelType":"script","isPrivate":true,"enableGpu":false,"enableInternet":true,"enableTpu":false,
            "sessionTimeoutSeconds":3600,"someFieldOfTomorrow":[1]}
            """
        );

        answer.GetProperty("ref").GetString().Should().Be("/code/local/ci-runner");
        answer.GetProperty("versionNumber").GetInt32().Should().Be(1);
        answer.GetProperty("kernelId").GetInt64().Should().BePositive();
        answer.EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo("ref", "url", "versionNumber", "kernelId");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Be("1\n");
    }

    [Fact]
    public async Task A_second_push_makes_the_second_version_and_each_keeps_its_source()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('one')");

        (await server.Caller.PushAsync("print('two')")).Should().Be(2);

        var first = await server.Caller.CallAsync("GetKernel", KaggleCaller.Session(1));
        first.GetProperty("blob").GetProperty("source").GetString().Should().Be("print('one')");
        first.GetProperty("metadata").GetProperty("currentVersionNumber").GetInt32().Should().Be(2);
        first.GetProperty("metadata").GetProperty("isPrivate").GetBoolean().Should().BeTrue();
        first.GetProperty("metadata").GetProperty("enableGpu").GetBoolean().Should().BeFalse("false is sent");
        first.GetProperty("metadata").TryGetProperty("datasetDataSources", out _).Should().BeFalse("empty is left out");
        var listed = await server.Caller.CallAsync("ListKernels", """{"user":"local","search":"ci"}""");
        listed.GetProperty("kernels")[0].GetProperty("ref").GetString().Should().Be("local/ci-runner");
    }

    [Fact]
    public async Task The_slug_is_made_from_the_title_whatever_was_asked_for()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Caller.CallAsync(
            "SaveKernel",
            KaggleCaller.Push("print(1)", "another-name", "My  First, Kernel!")
        );

        answer.GetProperty("ref").GetString().Should().Be("/code/local/my-first-kernel");
    }

    [Theory]
    [InlineData("""{"slug":"local/ab","newTitle":"ab","text":"1"}""", "five characters")]
    [InlineData("""{"newTitle":"!!!!!!!!","text":"1"}""", "slug of less than five")]
    [InlineData(
        """{"newTitle":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn","text":"1"}""",
        "fifty characters"
    )]
    [InlineData("""{"newTitle":"a scroll","text":"1","kernelType":"scroll"}""", "script or a notebook")]
    [InlineData("""{"newTitle":"on a big machine","text":"1","machineShape":"Cray1"}""", "shape 'Cray1'")]
    [InlineData("""{"newTitle":"an old image","text":"1","dockerImagePinningType":"first"}""", "original or latest")]
    [InlineData("""{"newTitle":"in R Markdown","text":"1","language":"rmarkdown"}""", "Python only")]
    [InlineData("""{"newTitle":"in another language","text":"1","language":"r"}""", "Python only")]
    public async Task What_cannot_be_taken_is_refused_softly(string push, string reason)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Caller.CallAsync("SaveKernel", push);

        answer.GetProperty("error").GetString().Should().Contain(reason);
        answer.TryGetProperty("versionNumber", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Hard_refusals_carry_code_and_message_with_the_same_status()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");

        await Refused(KaggleCaller.Push(new string('x', 1_000_000)), 400, "less than 1 megabytes");
        await Refused("""{"slug":"alice/ci-runner","newTitle":"ci runner","text":"1"}""", 403, "local/");
        await Refused("""{"slug":"local/other-name","newTitle":"ci runner","text":"1"}""", 409, "already in use");
        await Refused("""{"newTitle":"ci runner two"}""", 400, "source");
        await Refused("{ not json", 400, "JSON");

        async Task Refused(string push, int code, string reason)
        {
            using var response = await server.Caller.PostAsync("SaveKernel", push);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)response.StatusCode).Should().Be(code, text);
            JsonElement.Parse(text).GetProperty("code").GetInt32().Should().Be(code);
            JsonElement.Parse(text).GetProperty("message").GetString().Should().Contain(reason);
        }
    }

    [Fact]
    public async Task Unknown_sources_are_told_and_the_version_runs_all_the_same()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Caller.CallAsync(
            "SaveKernel",
            KaggleCaller.Push(
                "print(1)",
                more: ",\"datasetDataSources\":[\"alice/src-snap\"],\"competitionDataSources\":[\"titanic\"],"
                    + "\"kernelDataSources\":[\"alice/other\"],\"modelDataSources\":[\"m/o/d/el\"]"
            )
        );

        answer.GetProperty("invalidDatasetSources")[0].GetString().Should().Be("alice/src-snap");
        answer.GetProperty("invalidCompetitionSources")[0].GetString().Should().Be("titanic");
        answer.GetProperty("invalidKernelSources")[0].GetString().Should().Be("alice/other");
        answer.GetProperty("invalidModelSources")[0].GetString().Should().Be("m/o/d/el");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
    }

    [Theory]
    [InlineData("", "Maximum batch CPU session count of 1 reached.")]
    [InlineData(",\"machineShape\":\"NvidiaTeslaT4\"", "Maximum batch GPU session count of 1 reached.")]
    public async Task More_sessions_than_allowed_are_refused_in_Kaggles_words(string more, string words)
    {
        await using var server = await RunningServer.StartAsync(o => o with { CpuSessions = 1, GpuSessions = 1 });
        await server.Caller.PushAsync("import time; time.sleep(600)", more: more);

        var answer = await server.Caller.CallAsync("SaveKernel", KaggleCaller.Push("print(2)", more: more));

        answer.GetProperty("error").GetString().Should().Be(words);
        server.Caller.Journal()[^1].GetProperty("outcome").GetString().Should().Contain(words);
    }

    [Fact]
    public async Task The_accelerator_quota_is_told_in_durations_with_fractions()
    {
        await using var server = await RunningServer.StartAsync();

        var quota = await server.Caller.CallAsync("GetAcceleratorQuotaStatistics", "{}");

        quota.GetProperty("gpuQuota").GetProperty("totalTimeAllowed").GetString().Should().Be("108000.000s");
        quota.GetProperty("gpuQuota").GetProperty("timeUsed").GetString().Should().Be("0.000s");
    }

    [Fact]
    public async Task The_key_can_be_asked_about_and_a_bad_one_is_inactive_rather_than_an_error()
    {
        await using var server = await RunningServer.StartAsync();
        var key = JsonElement.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(server.Caller.Home, "kaggle.json"),
                TestContext.Current.CancellationToken
            )
        );

        var good = await server.Caller.CallAsync(
            "security.OAuthService/IntrospectToken",
            $$"""{"token":{{key.GetProperty("key").GetRawText()}}}"""
        );
        var bad = await server.Caller.CallAsync("security.OAuthService/IntrospectToken", """{"token":"KGAT_no"}""");

        good.GetRawText().Should().Be("""{"active":true,"username":"local"}""");
        bad.GetRawText().Should().Be("""{"active":false}""");
    }

    [Fact]
    public async Task An_unknown_call_is_a_404_in_JSON()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Caller.PostAsync("NoSuchMethod", "{}");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .StartWith("{\"code\":404,");
    }
}
