using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class PushRuleTests
{
    [Theory]
    [InlineData(999_999, "#", 200)]
    [InlineData(1_000_000, "#", 400)]
    [InlineData(499_999, "é", 200)]
    [InlineData(500_000, "é", 400)]
    public async Task A_source_of_a_megabyte_in_UTF_8_is_one_byte_too_long(int characters, string character, int status)
    {
        await using var server = await RunningServer.StartAsync();
        var source = string.Concat(Enumerable.Repeat(character, characters));

        using var answer = await server.Caller.PostAsync(
            "SaveKernel",
            KaggleCaller.Push(source, more: ",\"kernelExecutionType\":\"QUICK_SAVE\"")
        );

        ((int)answer.StatusCode).Should().Be(status);
        if (status == 400)
        {
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Should()
                .Be("""{"code":400,"message":"The kernel source must be less than 1 megabytes in size."}""");
        }
    }

    [Fact]
    public async Task A_script_does_not_become_a_notebook()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");

        var answer = await server.Caller.CallAsync(
            "SaveKernel",
            """{"slug":"local/ci-runner","text":"{}","kernelType":"notebook"}"""
        );

        answer.GetProperty("error").GetString().Should().Contain("local/ci-runner is a script and stays one");
    }

    [Fact]
    public async Task A_push_by_id_goes_to_that_kernel_whatever_slug_is_said()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");

        var answer = await server.Caller.CallAsync(
            "SaveKernel",
            """{"id":1001,"slug":"local/ci-runner","text":"print(2)","isPrivate":false}"""
        );

        answer.GetProperty("ref").GetString().Should().Be("/code/local/ci-runner");
        answer.GetProperty("versionNumber").GetInt32().Should().Be(2);
        var kernel = await server.Caller.CallAsync("GetKernel", KaggleCaller.Session(2));
        kernel.GetProperty("metadata").GetProperty("title").GetString().Should().Be("ci runner", "it was not named");
        kernel.GetProperty("metadata").GetProperty("isPrivate").GetBoolean().Should().BeFalse();
        (await server.Caller.StatusOfAsync("SaveKernel", """{"id":77,"text":"1"}""")).Should().Be(403);
    }

    [Fact]
    public async Task A_title_may_change_but_not_to_one_that_is_taken()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print(1)");
        await server.Caller.PushAsync("print(1)", "another kernel");

        var renamed = await server.Caller.CallAsync(
            "SaveKernel",
            """{"slug":"local/ci-runner","newTitle":"The CI Runner","text":"print(2)"}"""
        );
        using var taken = await server.Caller.PostAsync(
            "SaveKernel",
            """{"slug":"local/ci-runner","newTitle":"Another Kernel","text":"print(2)"}"""
        );

        renamed.GetProperty("ref").GetString().Should().Be("/code/local/ci-runner", "the reference stays");
        ((int)taken.StatusCode).Should().Be(409);
        (await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .Be(
                """{"code":409,"message":"The requested title \u0022Another Kernel\u0022 is already in use by a notebook."}"""
            );
    }

    [Theory]
    [InlineData("INTER_ACTIVE")]
    [InlineData("SOMETHING_NEW")]
    public async Task An_execution_that_there_is_not_is_refused_clearly(string type)
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.Caller.PostAsync(
            "SaveKernel",
            KaggleCaller.Push("print(1)", more: $",\"kernelExecutionType\":\"{type}\"")
        );

        ((int)answer.StatusCode).Should().Be(400);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .Contain($"it has no {type} sessions");
    }

    [Fact]
    public async Task A_saved_version_does_not_hide_the_run_before_it()
    {
        await using var server = await RunningServer.StartAsync(o => o with { CpuSessions = 1 });
        await server.Caller.PushAsync("print(1)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));

        (await server.Caller.PushAsync("print(2)", more: ",\"kernelExecutionType\":\"QUICK_SAVE\"")).Should().Be(2);

        var status = await server.Caller.CallAsync(
            "GetKernelSessionStatus",
            """{"userName":"local","kernelSlug":"ci-runner"}"""
        );
        status.GetRawText().Should().Be("""{"status":"COMPLETE"}""", "it is of the newest session");
        (await server.Caller.StateAsync(2)).Should().Be("NEW_SCRIPT");
        var pulled = await server.Caller.CallAsync("GetKernel", """{"userName":"local","kernelSlug":"ci-runner"}""");
        pulled.GetProperty("blob").GetProperty("source").GetString().Should().Be("print(2)");
        (await server.Caller.StatusOfAsync("/v1/kernels/output/download/local/ci-runner?versionNumber=2"))
            .Should()
            .Be(404);
        (await server.Caller.StatusOfAsync("/v1/kernels/output/download/local/ci-runner")).Should().Be(302);
    }

    [Theory]
    [InlineData("", false, false, null)]
    [InlineData(",\"machineShape\":\"None\"", false, false, null)]
    [InlineData(",\"machineShape\":\"TpuV5E8\"", false, true, "TpuV5E8")]
    [InlineData(",\"machineShape\":\"NvidiaL4X1\"", true, false, "NvidiaL4X1")]
    [InlineData(",\"enableGpu\":true", true, false, "NvidiaTeslaT4")]
    [InlineData(",\"enableTpu\":true", false, true, null)]
    public async Task The_machine_decides_the_accelerator(string more, bool gpu, bool tpu, string? shape)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.CallAsync(
            "SaveKernel",
            $$"""{"newTitle":"on a machine","text":"1","kernelExecutionType":"QUICK_SAVE"{{more}}}"""
        );

        var kernel = await server.Caller.CallAsync("GetKernel", """{"userName":"local","kernelSlug":"on-a-machine"}""");

        var metadata = kernel.GetProperty("metadata");
        metadata.GetProperty("enableGpu").GetBoolean().Should().Be(gpu);
        metadata.GetProperty("enableTpu").GetBoolean().Should().Be(tpu);
        (metadata.TryGetProperty("machineShape", out var found) ? found.GetString() : null).Should().Be(shape);
    }
}
