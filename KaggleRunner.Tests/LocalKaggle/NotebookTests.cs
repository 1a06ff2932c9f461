using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class NotebookTests
{
    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task A_notebooks_cells_run_and_leave_the_notebook_with_its_results(string isolation)
    {
        Notebooks.SkipUnlessInstalled();
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });

        await server.Caller.PushNotebookAsync(
            "import os, sys\nprint('from a cell', os.environ['KAGGLE_KERNEL_RUN_TYPE'])\nopen('out.txt', 'w').write('x')",
            "print('trouble', file=sys.stderr)\n6 * 7"
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        (await server.Caller.OutputAsync(1)).Should().Contain("from a cell Batch\n").And.Contain("42\n");
        (await server.Caller.OutputAsync(1, "stderr")).Should().Contain("trouble\n");
        (await OutputsAsync(server)).Should().Equal("__notebook__.ipynb", "__results__.html", "out.txt");
        var notebook = JsonElement.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/working/__notebook__.ipynb"),
                TestContext.Current.CancellationToken
            )
        );
        notebook
            .GetProperty("cells")[0]
            .GetProperty("outputs")[0]
            .GetProperty("text")
            .GetRawText()
            .Should()
            .Contain("from a cell");
    }

    [Fact]
    public async Task A_cell_that_fails_ends_the_run_and_the_results_until_then_are_kept()
    {
        Notebooks.SkipUnlessInstalled();
        await using var server = await RunningServer.StartAsync();

        await server.Caller.PushNotebookAsync("print('first')", "1 / 0", "print('never')");

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await server.Caller.OutputAsync(1)).Should().Contain("first\n").And.NotContain("never");
        (await server.Caller.OutputAsync(1, "stderr")).Should().Contain("ZeroDivisionError");
        (await MessageAsync(server)).Should().Be("A cell of the notebook failed.");
        (await OutputsAsync(server)).Should().Contain("__notebook__.ipynb");
    }

    [Theory]
    [InlineData("print('a script')", "nbformat")]
    [InlineData("{\"cells\":1,\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "nbformat")]
    [InlineData(
        "{\"cells\":[],\"metadata\":{\"kernelspec\":{\"name\":\"ir\",\"display_name\":\"R\",\"language\":\"R\"}},\"nbformat\":4,\"nbformat_minor\":5}",
        "Python notebooks only"
    )]
    public async Task What_is_no_Python_notebook_ends_with_a_clear_error(string source, string words)
    {
        Notebooks.SkipUnlessInstalled();
        await using var server = await RunningServer.StartAsync();

        await server.Caller.CallAsync("SaveKernel", Notebooks.Push(source));

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await server.Caller.OutputAsync(1, "stderr")).Should().Contain(words);
        (await MessageAsync(server)).Should().Contain("not a Python notebook");
    }

    [Fact]
    public async Task A_Python_without_nbconvert_says_what_is_to_be_installed()
    {
        using var folder = new TemporaryHome();
        var bare = Notebooks.BarePython(folder);
        Assert.SkipWhen(bare is null, "No Python without nbconvert can be made here.");
        await using var server = await RunningServer.StartAsync(o => o with { Python = bare, Isolation = "plain" });

        await server.Caller.PushNotebookAsync("print(1)");

        (await server.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await MessageAsync(server)).Should().Contain("nbconvert and ipykernel");
    }

    private static async Task<string?> MessageAsync(RunningServer server)
    {
        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        return status.GetProperty("failureMessage").GetString();
    }

    private static async Task<IEnumerable<string?>> OutputsAsync(RunningServer server)
    {
        var listed = await server.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));
        return listed.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString());
    }
}
