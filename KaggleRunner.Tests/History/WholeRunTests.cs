using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.LocalKaggle;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.History;

/// <summary>What a real run leaves to its history.</summary>
public sealed class WholeRunTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_and_packages_of_a_run_are_kept_at_its_end()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "tests",
            ("tests/test_a.py", "def test_good():\n    pass\n\n\ndef test_bad():\n    assert 1 == 2\n")
        );
        await repository.GitAsync("push", "--quiet");

        var run = await home.LaunchAsync(repository.Root, "tests");
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Failed, run.Verdict.Reason);
        var history = home.Get<TestHistory>();
        await Eventually.BecomesAsync(async () =>
            (await history.ListFailingAsync(new RunQuery(), TestHistory.Window, Cancelled)).Count > 0
        );
        var failing = await history.ListFailingAsync(new RunQuery(), TestHistory.Window, Cancelled);
        failing.Should().ContainSingle().Which.Id.Should().Be("tests/test_a.py::test_bad");
        failing[0].Since.Sha.Should().Be(run.Revision!.Sha);
        var environment = RunRecords.Read<EnvironmentRecord>(run.Folder).Should().ContainSingle().Subject;
        environment.Packages.Keys.Should().Contain("pytest");
        EnvironmentFacts.Of(RunRecords.Read(run.Folder)).Packages.Should().ContainKey("Pytest");
    }
}
