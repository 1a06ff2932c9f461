using KaggleRunner.Core.Runs.Pipeline;

namespace KaggleRunner.Tests.Runs;

public sealed class KernelTurnsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_of_one_kernel_go_one_after_the_other_in_the_order_they_came()
    {
        var turns = new KernelTurns();
        using var first = turns.Take(RunExample.Create(_folder.Path, 1));
        using var second = turns.Take(RunExample.Create(_folder.Path, 2));
        using var third = turns.Take(RunExample.Create(_folder.Path, 3));

        first.Begun.IsCompleted.Should().BeTrue();
        second.Begun.IsCompleted.Should().BeFalse();
        third.Ahead!.Value.Number.Should().Be(2);

        second.Dispose();
        third.Begun.IsCompleted.Should().BeFalse();
        first.Dispose();
        third.Begun.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void Runs_of_other_kernels_do_not_wait()
    {
        var turns = new KernelTurns();
        using var one = turns.Take(RunExample.Create(_folder.Path, 1));
        using var other = turns.Take(RunExample.Create(_folder.Path, 2, slug: "other-kernel"));

        other.Begun.IsCompleted.Should().BeTrue();
    }
}
