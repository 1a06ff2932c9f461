using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class UserTests
{
    private const string Waiting = "print('up', flush=True); import time; time.sleep(600)";

    [Fact]
    public async Task A_private_kernel_is_invisible_to_others_in_every_way()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        using var alice = server.As("alice");
        await server.Caller.PushAsync(Waiting);
        await server.Caller.LogHoldsAsync("up");
        var session = KaggleCaller.Session(1);

        foreach (
            var read in (string[])["GetKernel", "GetKernelSessionStatus", "ListKernelSessionOutput", "ListKernelFiles"]
        )
        {
            (await alice.StatusOfAsync(read, session)).Should().Be(403, read);
        }

        (await alice.StatusOfAsync("CancelKernelSession", """{"kernelSessionId":100000001}""")).Should().Be(403);
        (await alice.StatusOfAsync("/api/v1/kernels/logs/stream/local/ci-runner")).Should().Be(403);
        (await alice.StatusOfAsync("/api/v1/kernels/output/download/local/ci-runner")).Should().Be(403);
        (await alice.StatusOfAsync("SaveKernel", KaggleCaller.Push("print(2)"))).Should().Be(403);
        (await alice.StatusOfAsync("SaveKernel", """{"id":1001,"text":"print(2)"}""")).Should().Be(403);
        (await alice.StatusOfAsync("GetKernelSessionLogsStream", """{"kernelSessionId":100000001}""")).Should().Be(403);
        using var stop = await alice.Http.PostAsync("/shutdown", null, TestContext.Current.CancellationToken);
        ((int)stop.StatusCode).Should().Be(403);
        (await alice.CallAsync("ListKernels", "{}")).GetRawText().Should().Be("{}");
        var deleted = await alice.CallAsync("DeleteKernel", session);
        deleted.GetProperty("errorMessage").GetString().Should().Be("Notebook not found");
        (await server.Caller.StateAsync(1)).Should().Be("RUNNING");
    }

    [Fact]
    public async Task A_public_kernel_can_be_read_by_others_but_not_changed()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        using var alice = server.As("alice");
        await server.Caller.CallAsync(
            "SaveKernel",
            """{"slug":"local/open-house","newTitle":"open house","text":"print(1)","isPrivate":false}"""
        );
        await server.Caller.EndOfAsync(1, "open-house");
        var session = KaggleCaller.Session(1, "open-house");

        (await alice.StateAsync(1, "open-house")).Should().Be("COMPLETE");
        (await alice.OutputAsync(1, slug: "open-house")).Should().Be("1\n");
        var pulled = await alice.CallAsync("GetKernel", session);
        pulled.GetProperty("blob").GetProperty("source").GetString().Should().Be("print(1)");
        (await alice.StatusOfAsync("DeleteKernel", session)).Should().Be(403);
        (await alice.StatusOfAsync("CancelKernelSession", """{"kernelSessionId":100000001}""")).Should().Be(403);
        var used = await alice.CallAsync(
            "SaveKernel",
            """{"newTitle":"uses it","text":"1","kernelDataSources":["local/open-house","local/none"]}"""
        );
        used.GetProperty("ref").GetString().Should().Be("/code/alice/uses-it");
        used.GetProperty("invalidKernelSources").GetRawText().Should().Be("[\"local/none\"]");
    }

    [Fact]
    public async Task Each_user_has_kernels_names_and_limits_of_their_own()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"], CpuSessions = 1 });
        using var alice = server.As("alice");
        const string push = """{"newTitle":"ci runner","text":"import time; time.sleep(600)"}""";

        var first = await server.Caller.CallAsync("SaveKernel", push);
        var second = await alice.CallAsync("SaveKernel", push);
        var third = await alice.CallAsync(
            "SaveKernel",
            push.Replace("ci runner", "another one", StringComparison.Ordinal)
        );

        first.GetProperty("ref").GetString().Should().Be("/code/local/ci-runner");
        second.GetProperty("ref").GetString().Should().Be("/code/alice/ci-runner");
        third.GetProperty("error").GetString().Should().Be("Maximum batch CPU session count of 1 reached.");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_files_of_a_user_are_made_once_for_their_eyes_only()
    {
        using var home = new TemporaryHome();
        string key;
        await using (await RunningServer.StartAsync(home, o => o with { Users = ["alice"] }))
        {
            key = await ReadAsync("users/alice/kaggle.json");
        }

        await using var again = await RunningServer.StartAsync(home);

        (await ReadAsync("users/alice/kaggle.json")).Should().Be(key, "users stay, named again or not");
        JsonElement.Parse(key).GetProperty("username").GetString().Should().Be("alice");
        (await ReadAsync("users/alice/access_token")).Should().StartWith("KGAT_");
        foreach (var file in (string[])["kaggle.json", "access_token", "credentials.json"])
        {
            foreach (var folder in (string[])["", "users/alice/"])
            {
                File.GetUnixFileMode(home.At(folder + file))
                    .Should()
                    .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, folder + file);
            }
        }

        Task<string> ReadAsync(string name) =>
            File.ReadAllTextAsync(home.At(name), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("A")]
    [InlineData("-x-")]
    [InlineData("")]
    public void A_name_that_could_be_a_path_is_no_name(string name)
    {
        var parse = () => KaggleRunner.LocalKaggle.Hosting.LocalKaggleOptions.Parse(["--home", "x", "--user", name]);

        parse.Should().Throw<Exception>().WithMessage("*small letters*");
    }
}
