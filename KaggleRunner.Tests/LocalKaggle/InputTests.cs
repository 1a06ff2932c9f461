namespace KaggleRunner.Tests.LocalKaggle;

public sealed class InputTests
{
    private const string Listing = """
        import os
        root = os.environ.get("KAGGLE_INPUT_DIR", "/kaggle/input")
        for folder, _, files in sorted(os.walk(root)):
            for name in sorted(files):
                path = os.path.join(folder, name)
                print(os.path.relpath(path, root), open(path).read())
        """;

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_dataset_is_found_at_both_places(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        await server.Caller.MakeDatasetAsync(
            "my-data",
            ("a.txt", "1"u8.ToArray()),
            ("deep.zip", Archives.Zip(("in/b.txt", "2")))
        );

        await server.Caller.PushAsync(Listing, more: ",\"datasetDataSources\":[\"local/my-data\"]");

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        (await server.Caller.OutputAsync(1))
            .Should()
            .Be(
                """
                datasets/local/my-data/a.txt 1
                datasets/local/my-data/deep/in/b.txt 2
                my-data/a.txt 1
                my-data/deep/in/b.txt 2

                """
            );
    }

    [Fact]
    public async Task Inputs_cannot_be_changed()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = "bwrap" });
        await server.Caller.MakeDatasetAsync("my-data", ("a.txt", "1"u8.ToArray()));

        await server.Caller.PushAsync(
            """
            import os
            for place in ("/kaggle/input/my-data", "/kaggle/input/datasets/local/my-data"):
                for do in (lambda: open(place + "/a.txt", "a"), lambda: open(place + "/new", "w"),
                           lambda: os.remove(place + "/a.txt"), lambda: os.chmod(place + "/a.txt", 0o777)):
                    try:
                        do(); print("done")
                    except OSError:
                        print("refused")
            """,
            more: ",\"datasetDataSources\":[\"local/my-data\"]"
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Be(string.Concat(Enumerable.Repeat("refused\n", 8)));
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("plain")]
    public async Task The_outputs_of_the_newest_completed_version_are_inputs_of_later_kernels(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        foreach (
            var (version, script) in Enumerable.Index([Write("old"), Write("new"), Write("bad") + "; raise OSError"])
        )
        {
            await server.Caller.PushAsync(script, "first step");
            await server.Caller.EndOfAsync(version + 1, "first-step");
        }

        await server.Caller.PushAsync(Listing, "second step", ",\"kernelDataSources\":[\"local/first-step\"]");

        (await server.Caller.EndOfAsync(1, "second-step")).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1, slug: "second-step"))
            .Should()
            .Be("first-step/sub/out.txt new\nnotebooks/local/first-step/sub/out.txt new\n");
    }

    [Fact]
    public async Task Inputs_stay_as_they_were_at_the_push_though_they_are_replaced_before_the_session_begins()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.MakeDatasetAsync("my-data", ("a.txt", "old"u8.ToArray()));
        var preparing = Path.Combine(server.Caller.Home, "python.preparing");
        await File.WriteAllTextAsync(preparing, $"{Environment.ProcessId}", TestContext.Current.CancellationToken);
        await server.Caller.PushAsync(Listing, more: ",\"datasetDataSources\":[\"local/my-data\"]");

        await server.Caller.CreateVersionAsync(
            "my-data",
            deleteOld: true,
            await server.Caller.UploadAsync("a.txt", "new")
        );
        (await server.Caller.EndOfDatasetAsync("my-data")).Should().Be("READY");
        File.Delete(preparing);

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        (await server.Caller.OutputAsync(1)).Should().StartWith("datasets/local/my-data/a.txt old\n");
        await server.Caller.PushAsync(Listing, more: ",\"datasetDataSources\":[\"local/my-data\"]");
        (await server.Caller.EndOfAsync(2)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(2)).Should().StartWith("datasets/local/my-data/a.txt new\n");
    }

    [Fact]
    public async Task Sources_that_are_not_there_are_told_and_the_run_goes_without_them()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.MakeDatasetAsync("my-data", ("a.txt", "1"u8.ToArray()));
        var more = """
            ,"datasetDataSources":["local/my-data","local/missing","nonsense"],"kernelDataSources":["local/nobody"],
            "competitionDataSources":["titanic"],"modelDataSources":["google/bert/pyTorch/base/1"]
            """;

        var answer = await server.Caller.CallAsync("SaveKernel", KaggleCaller.Push(Listing, more: more));

        answer.GetProperty("invalidDatasetSources").GetRawText().Should().Be("""["local/missing","nonsense"]""");
        answer.GetProperty("invalidKernelSources").GetRawText().Should().Be("""["local/nobody"]""");
        answer.GetProperty("invalidCompetitionSources").GetRawText().Should().Be("""["titanic"]""");
        answer.GetProperty("invalidModelSources").GetRawText().Should().Be("""["google/bert/pyTorch/base/1"]""");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Contain("my-data/a.txt 1");
    }

    private static string Write(string text) =>
        $"import os; os.makedirs('sub', exist_ok=True); open('sub/out.txt', 'w').write('{text}')";
}
