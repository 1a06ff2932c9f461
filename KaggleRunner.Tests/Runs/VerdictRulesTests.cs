using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Pipeline;

namespace KaggleRunner.Tests.Runs;

public sealed class VerdictRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("passed", VerdictKind.Passed)]
    [InlineData("failed", VerdictKind.Failed)]
    [InlineData("error", VerdictKind.Error)]
    [InlineData("timed_out", VerdictKind.TimedOut)]
    public void The_kernels_own_record_wins_over_what_Kaggle_says(string outcome, VerdictKind expected)
    {
        foreach (var state in new[] { SessionState.Complete, SessionState.Error, SessionState.CancelAcknowledged })
        {
            Decide(Run(), state, new VerdictRecord(outcome, "why", 0)).Should().Be(new Verdict(expected, "why"));
        }
    }

    [Theory]
    [InlineData(SessionState.Complete)]
    [InlineData(SessionState.Error)]
    [InlineData(SessionState.CancelAcknowledged)]
    public void A_script_that_was_told_to_end_was_cancelled_whatever_Kaggle_calls_it(SessionState state) =>
        Decide(Run(), state, new VerdictRecord("cancelled", "why", 143))
            .Should()
            .Be(new Verdict(VerdictKind.Cancelled, "Stopped on Kaggle."));

    [Theory]
    [InlineData(SessionState.Complete)]
    [InlineData(SessionState.Error)]
    public void A_session_without_a_record_is_an_error_that_never_looks_green(SessionState state)
    {
        var verdict = Decide(Run(), state, record: null);

        verdict.Kind.Should().Be(VerdictKind.Error);
        verdict.Reason.Should().Contain("ended without a verdict");
    }

    [Fact]
    public async Task The_last_lines_are_told_as_a_terminal_shows_them()
    {
        await using (var log = LogIngest.Open(_folder.Path, "0123456789abcdef", SecretRedactor.ByShape))
        {
            log.Append(
                new LogEvent("stdout", 1, "  1%\r 50%\r\u001b[32m100%\u001b[0m\n" + new string('x', 5000) + "\n")
            );
            log.Complete();
        }

        var reason = Decide(Run(), SessionState.Error, record: null).Reason;

        reason.Should().Contain("lines: 100% ⏎ …xxx").And.NotContain("50%");
        reason.Length.Should().BeLessThan(400);
    }

    [Fact]
    public void A_stop_asked_for_by_the_user_is_a_cancellation()
    {
        var run = Run() with { CancelRequestedAt = RunExample.Midnight };

        Decide(run, SessionState.CancelAcknowledged, record: null).Kind.Should().Be(VerdictKind.Cancelled);
        Decide(run, SessionState.Error, record: null).Kind.Should().Be(VerdictKind.Cancelled);
    }

    [Fact]
    public void A_stop_by_Kaggle_at_the_limit_is_a_time_out_and_before_it_a_cancellation()
    {
        Decide(RanFor(TimeSpan.FromHours(2)), SessionState.CancelAcknowledged, null)
            .Kind.Should()
            .Be(VerdictKind.TimedOut);
        var early = Decide(RanFor(TimeSpan.FromMinutes(5)), SessionState.CancelAcknowledged, null);
        early.Kind.Should().Be(VerdictKind.Cancelled);
        early.Reason.Should().Contain("Stopped on Kaggle");
    }

    [Fact]
    public void A_foreign_script_is_judged_by_what_Kaggle_says()
    {
        var run = Run() with { Origin = RunOrigin.Foreign };

        var complete = Decide(run, SessionState.Complete, record: null);
        var failed = VerdictRules.Decide(
            run,
            new EndedSession(new SessionStatus(SessionState.Error, "Notebook exceeded memory."), KernelVerdict: null)
        );
        var stopped = Decide(run, SessionState.CancelAcknowledged, record: null);
        var asked = Decide(
            run with
            {
                CancelRequestedAt = RunExample.Midnight,
            },
            SessionState.CancelAcknowledged,
            record: null
        );

        complete
            .Should()
            .Be(
                new Verdict(
                    VerdictKind.Passed,
                    "Kaggle says it completed; the script was not made by Kaggle Runner, so there are no test results."
                )
            );
        failed.Kind.Should().Be(VerdictKind.Failed);
        failed.Reason.Should().Contain("Kaggle says: Notebook exceeded memory.");
        stopped.Kind.Should().Be(VerdictKind.Cancelled);
        asked.Should().Be(new Verdict(VerdictKind.Cancelled, "Stopped as you asked."));
    }

    [Fact]
    public void Kaggles_trouble_is_never_a_red_run()
    {
        var unreachable = new KaggleUnreachableException(
            "Kaggle does not answer.",
            null,
            new KaggleFacts("SaveKernel"),
            false
        );

        VerdictRules.ForFailure(unreachable).Kind.Should().Be(VerdictKind.Infrastructure);
        VerdictRules.ForFailure(new RunnerException("The push was rejected.")).Kind.Should().Be(VerdictKind.Error);
        VerdictRules.ForFailure(new InvalidOperationException("bug")).Kind.Should().Be(VerdictKind.Error);
    }

    private static Verdict Decide(Run run, SessionState state, VerdictRecord? record) =>
        VerdictRules.Decide(run, new EndedSession(new SessionStatus(state, null), record));

    private Run Run() => RunExample.Create(_folder.Path);

    private Run RanFor(TimeSpan duration) =>
        Run() with
        {
            Steps =
            [
                new RunStep(RunStepKind.Running, RunExample.Midnight, RunExample.Midnight + duration),
                new RunStep(RunStepKind.Collect, RunExample.Midnight + duration, EndedAt: null),
            ],
        };
}
