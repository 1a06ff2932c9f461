namespace KaggleRunner.Tests.LocalKaggle;

public sealed class KernelDurabilityTests
{
    [Fact]
    public async Task A_server_that_is_killed_between_pushes_has_forgotten_none_that_it_answered()
    {
        using var home = new TemporaryHome();
        var answered = 0;
        foreach (var pushes in (int[])[3, 1, 4])
        {
            using var server = await ServerProcess.StartAsync(home);
            for (var push = 0; push < pushes; push++)
            {
                answered = await server.Caller.PushAsync(
                    $"print({answered})",
                    more: ",\"kernelExecutionType\":\"QUICK_SAVE\""
                );
            }

            // One more is under way when it dies.
            _ = server.Caller.PostAsync(
                "SaveKernel",
                KaggleCaller.Push("print('lost')", more: ",\"kernelExecutionType\":\"QUICK_SAVE\"")
            );
            await server.KillAsync();
        }

        await using var again = await RunningServer.StartAsync(home);

        answered.Should().BeGreaterThanOrEqualTo(8);
        var newest = await again.Caller.CallAsync("GetKernel", """{"userName":"local","kernelSlug":"ci-runner"}""");
        newest
            .GetProperty("metadata")
            .GetProperty("currentVersionNumber")
            .GetInt32()
            .Should()
            .BeInRange(answered, answered + 1);
        var last = await again.Caller.CallAsync("GetKernel", KaggleCaller.Session(answered));
        last.GetProperty("blob").GetProperty("source").GetString().Should().Be($"print({answered - 1})");
    }

    [Fact]
    public async Task Half_made_and_torn_files_are_never_taken_for_state()
    {
        using var home = new TemporaryHome();
        await using (var server = await RunningServer.StartAsync(home))
        {
            await server.Caller.PushAsync("print(1)");
            await server.Caller.EndOfAsync(1);
        }

        await WriteAsync("kernels/local/never-finished/v1/source", "print(1)");
        await WriteAsync("kernels/local/torn-record/kernel.json", "{\"id\":70");
        await WriteAsync("kernels/local/without-versions/kernel.json", await RecordAsync("without-versions"));
        await WriteAsync("kernels/local/ci-runner/kernel.json.1234.tmp", "{");
        await WriteAsync("tokens.json", "[{\"hash\":");
        await WriteAsync("ids.json", "{");
        await WriteAsync("credentials.json", "{\"refresh_token\":");

        await using var again = await RunningServer.StartAsync(home);

        var listed = await again.Caller.CallAsync("ListKernels", "{}");
        listed.GetProperty("kernels").GetArrayLength().Should().Be(1);
        (await again.Caller.PushAsync("print(1)", "without versions")).Should().Be(1);
        (await again.Caller.PushAsync("print(1)", "never finished")).Should().Be(1);
        (await again.Caller.EndOfAsync(1, "never-finished")).Should().Be("COMPLETE");

        async Task<string> RecordAsync(string slug)
        {
            var text = await File.ReadAllTextAsync(
                home.At("kernels/local/ci-runner/kernel.json"),
                TestContext.Current.CancellationToken
            );
            return text.Replace("ci-runner", slug, StringComparison.Ordinal);
        }

        async Task WriteAsync(string name, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(home.At(name))!);
            await File.WriteAllTextAsync(home.At(name), text, TestContext.Current.CancellationToken);
        }
    }
}
