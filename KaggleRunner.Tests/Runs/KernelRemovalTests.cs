using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

public sealed class KernelRemovalTests
{
    private const string Endless = "import time\nprint('up', flush=True)\ntime.sleep(600)\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kernel_is_not_deleted_while_a_run_uses_it_and_the_run_stays_when_it_is()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("endless", ("train.py", Endless));
        await repository.GitAsync("push", "--quiet");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitForLogAsync(run, "up");
        var kernel = (await home.Store.FindAsync(run.Id, Cancelled))!.Kernel!.Value;
        var removal = home.Get<KernelRemoval>();
        Task DeleteAsync(KernelRef which) => removal.DeleteAsync(KaggleAccountKind.Local, which, Cancelled);

        var refused = await FluentActions.Awaiting(() => DeleteAsync(kernel)).Should().ThrowAsync<RunnerException>();
        refused.Which.Message.Should().Contain($"#{run.Id.Number}").And.Contain(kernel.ToString());
        await FluentActions
            .Awaiting(() => DeleteAsync(kernel with { Slug = kernel.Slug.ToUpperInvariant() }))
            .Should()
            .ThrowAsync<RunnerException>();
        home.Accepted("DeleteKernel").Should().Be(0);

        await home.Get<RunCancellation>().CancelAsync(run.Id, Cancelled);
        run = await home.WaitForEndAsync(run.Id);
        await DeleteAsync(kernel);

        home.Accepted("DeleteKernel").Should().Be(1);
        (await home.Store.FindAsync(run.Id, Cancelled)).Should().NotBeNull();
        File.Exists(Path.Combine(run.Folder, "log.txt")).Should().BeTrue();
    }
}
