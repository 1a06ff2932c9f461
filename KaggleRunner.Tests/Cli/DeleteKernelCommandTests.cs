using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.CommandLine;

public sealed class DeleteKernelCommandTests
{
    [Fact]
    public async Task A_kernel_is_deleted_when_that_was_said_and_gone_then()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();
        using var elsewhere = new Elsewhere(home);
        var (kernel, _) = await elsewhere.PushAsync("To Be Deleted", "print(1)\n");

        using var unsaid = Delete(home, repository, $"{kernel}");
        (await unsaid.EndAsync()).Should().Be(2);
        home.Accepted("DeleteKernel").Should().Be(0);
        using var deleted = Delete(home, repository, $"{kernel}", "--yes");
        (await deleted.EndAsync()).Should().Be(0, deleted.Error);
        using var again = Delete(home, repository, $"{kernel}", "--yes");
        (await again.EndAsync()).Should().Be(3);
        using var kernels = new CliProcess(home.Path, repository.Root, "kernels");
        (await kernels.EndAsync()).Should().Be(0, kernels.Error);

        unsaid.Error.Should().Contain("--yes");
        deleted.Error.Should().Contain($"{kernel} is deleted");
        again.Error.Should().Contain("not found");
        kernels.Output.Should().NotContain(kernel.Slug);
    }

    private static CliProcess Delete(TestHome home, TestRepository repository, params string[] arguments) =>
        new(home.Path, repository.Root, ["kernels", "delete", .. arguments]);
}
