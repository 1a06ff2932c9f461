using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>A kernel is deleted once, and what became of it is known or said.</summary>
public sealed class KernelDeletionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kernel_that_Kaggle_does_not_delete_is_told_in_its_words()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("DeleteKernel", """{"errorMessage":"Notebook not found"}""");

        var refused = await Deleting(bench).Should().ThrowAsync<KaggleRefusedException>();

        refused.Which.Message.Should().Contain("Notebook not found");
        refused.Which.Facts.Kernel.Should().Be(KaggleBench.Kernel);
        Calls(bench).Should().Equal("DeleteKernel");
    }

    [Fact]
    public async Task Anothers_kernel_is_forbidden()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("DeleteKernel", """{"code":403,"message":"Permission 'kernels.delete' was denied"}""", 403);

        await Deleting(bench).Should().ThrowAsync<KaggleForbiddenException>();

        Calls(bench).Should().Equal("DeleteKernel");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_lost_answer_is_no_failure_when_the_kernel_is_gone(int status)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.OnLost("DeleteKernel").On("GetKernel", $$"""{"code":{{status}},"message":"gone"}""", status);

        await bench.Client.DeleteKernelAsync(KaggleBench.Kernel, Token);

        Calls(bench).Should().Equal("DeleteKernel", "GetKernel");
        bench.Kaggle.Requests[1].Body.Should().Be("""{"userName":"alice","kernelSlug":"ci-runner"}""");
    }

    [Fact]
    public async Task A_lost_answer_is_told_when_the_kernel_is_still_there_and_the_call_is_not_repeated()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.OnLost("DeleteKernel").On("GetKernel", """{"metadata":{"currentVersionNumber":3}}""");

        var lost = await Deleting(bench).Should().ThrowAsync<KaggleUnreachableException>();

        lost.Which.MayHaveBeenAccepted.Should().BeTrue();
        Calls(bench).Should().Equal("DeleteKernel", "GetKernel");
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_once_and_nothing_is_taken_for_done_when_it_does_not_tell()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("DeleteKernel", "<html>", 503, "text/html").On("GetKernel", "<html>", 503, "text/html");

        await Deleting(bench).Should().ThrowAsync<KaggleUnreachableException>();

        Calls(bench).Where(call => call == "DeleteKernel").Should().ContainSingle();
    }

    private static Func<Task> Deleting(KaggleBench bench) =>
        () => bench.Client.DeleteKernelAsync(KaggleBench.Kernel, Token);

    private static IEnumerable<string> Calls(KaggleBench bench) =>
        bench.Kaggle.Requests.Select(request => request.Path.Split('/')[^1]);
}
