using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs;

public sealed class RunJsonTests
{
    [Fact]
    public void A_run_is_the_same_after_it_was_written_and_read()
    {
        using var folder = new TemporaryFolder();
        var run = RunExample.Create(folder.Path) with
        {
            Revision = new Revision
            {
                Sha = new string('a', 40),
                Branch = "main",
                Subject = "Fix <b>",
            },
            Kernel = new KernelRef("local", "demo-kernel"),
            Version = 7,
            SessionId = 12345678901,
            FinalStatus = new SessionStatus(SessionState.Error, "boom"),
            Steps = [new RunStep(RunStepKind.Sync, RunExample.Midnight, RunExample.Midnight.AddSeconds(1))],
            Tests = new TestCounts(3, 1, 2, 9),
            Verdict = new Verdict(VerdictKind.TimedOut, "Too long."),
        };

        var read = RunJson.Read(RunJson.Write(run));

        read.Should().BeEquivalentTo(run);
    }

    [Fact]
    public void Identifiers_and_enums_are_written_as_people_write_them()
    {
        using var folder = new TemporaryFolder();
        var json = RunJson.Write(
            RunExample.Create(folder.Path, 42) with
            {
                Kernel = new KernelRef("alice", "ci-runner"),
            }
        );

        json.Should().Contain("\"id\": \"demo-123456/42\"").And.Contain("\"kernel\": \"alice/ci-runner\"");
        json.Should().Contain("\"account\": \"Local\"");
    }
}
