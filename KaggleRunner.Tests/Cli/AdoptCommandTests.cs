using KaggleRunner.Core.Common;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.CommandLine;

public sealed class AdoptCommandTests
{
    [Fact]
    public async Task A_version_that_was_started_elsewhere_is_listed_and_adopted_once()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();
        using var elsewhere = new Elsewhere(home);
        var (kernel, version) = await elsewhere.PushAsync("Made by Hand", "print('    from elsewhere')\n");

        using var kernels = new CliProcess(home.Path, repository.Root, "kernels");
        (await kernels.EndAsync()).Should().Be(0, kernels.Error);
        using var adopt = Adopt(home, repository, kernel, $"{version}");
        (await adopt.EndAsync()).Should().Be(0, adopt.Error);
        using var again = Adopt(home, repository, kernel, $"{version}");
        (await again.EndAsync()).Should().NotBe(0);
        using var wrong = new CliProcess(home.Path, repository.Root, "adopt", "no-kernel", "1");
        (await wrong.EndAsync()).Should().Be(2);

        kernels.Output.Should().MatchRegex($@"{kernel} +Made by Hand +v{version} +private");
        adopt.Output.Should().Contain("    from elsewhere");
        adopt.Error.Should().Contain("PASSED  run #1");
        again.Error.Should().Contain("run #1").And.Contain("already");
        wrong.Error.Should().Contain("owner/slug");
    }

    private static CliProcess Adopt(TestHome home, TestRepository repository, KernelRef kernel, string version) =>
        new(home.Path, repository.Root, "adopt", kernel.ToString(), version);
}
