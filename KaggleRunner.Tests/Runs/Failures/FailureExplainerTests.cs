using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs.Failures;

public sealed class FailureExplainerTests
{
    [Fact]
    public async Task The_last_traceback_of_a_script_ends_in_its_first_error()
    {
        using var failed = new FailedRun();
        failed
            .Phase("install", "started")
            .Prints("Collecting rich")
            .Phase("install", "ended")
            .Phase("run", "started")
            .Prints(
                """
                Traceback (most recent call last):
                  File "train.py", line 3, in <module>
                ValueError: caught and told

                epoch 1
                Traceback (most recent call last):
                  File "train.py", line 9, in <module>
                    fit()
                  File "train.py", line 7, in fit
                    raise RuntimeError("no rows")
                RuntimeError: no rows
                """
            )
            .Phase("run", "ended")
            .Phase("collect", "started")
            .Prints("Keeping 3 files")
            .Phase("collect", "ended");

        var explanation = await failed.ExplainAsync();

        explanation!.Step.Should().Be("while the target ran");
        explanation.Error.Should().Be(new Core.Runs.Failures.FirstError("RuntimeError: no rows", 12, null));
    }

    [Fact]
    public async Task Colours_and_ranks_do_not_hide_an_exception()
    {
        using var failed = new FailedRun();
        failed
            .Phase("run", "started")
            .Prints(
                "[rank0]: Traceback (most recent call last):\n[rank0]:   File \"t.py\"\n\u001b[31m[rank0]: ValueError: bad\u001b[0m"
            );

        (await failed.ExplainAsync())!.Error!.Text.Should().Be("[rank0]: ValueError: bad");
    }

    [Fact]
    public async Task A_syntax_error_comes_without_a_traceback()
    {
        using var failed = new FailedRun();
        failed
            .Phase("run", "started")
            .Prints("  File \"train.py\", line 3\n    def (\n        ^\nSyntaxError: invalid syntax");

        (await failed.ExplainAsync())!.Error!.Line.Should().Be(4);
    }

    [Fact]
    public async Task The_first_failing_test_tells_the_error_and_where_pytest_repeats_it()
    {
        using var failed = new FailedRun();
        failed
            .Phase("run", "started")
            .Prints("tests/test_a.py::test_one PASSED")
            .Test("tests/test_a.py::test_one", "passed", "")
            .Prints("tests/test_a.py::test_two FAILED")
            .Test("tests/test_a.py::test_two", "failed", "AssertionError: too small\nassert 1 > 2")
            .Test("tests/test_a.py::test_three", "failed", "ModuleNotFoundError: No module named 'yaml'")
            .Prints("____ test_two ____\n>       assert 1 > 2, 'too small'\nE       AssertionError: too small")
            .Phase("run", "ended");

        var explanation = await failed.ExplainAsync();

        explanation!
            .Error.Should()
            .Be(new Core.Runs.Failures.FirstError("AssertionError: too small", 5, "tests/test_a.py::test_two"));
        explanation.Cause!.Key.Should().Be("module-missing");
        explanation.Cause.Advice.Should().Contain("pyyaml");
    }

    [Fact]
    public async Task A_module_that_could_not_be_collected_tells_its_exception()
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with
        {
            Verdict = new Verdict(VerdictKind.Error, "pytest could not collect the tests."),
        };
        failed
            .Phase("run", "started")
            .Test(
                "tests/test_a.py",
                "error",
                "ImportError while importing test module '/x/tests/test_a.py'.\nTraceback:\ntests/test_a.py:1: in <module>\n    import yaml\nE   ModuleNotFoundError: No module named 'yaml'"
            );

        var explanation = await failed.ExplainAsync();

        explanation!.Error!.Text.Should().Be("ModuleNotFoundError: No module named 'yaml'");
        explanation.Cause!.Advice.Should().Contain("pyyaml");
    }

    [Fact]
    public async Task A_trouble_that_a_program_mentions_and_survives_is_no_cause()
    {
        using var failed = new FailedRun();
        failed
            .Phase("run", "started")
            .Prints("warning: CUDA out of memory, using a smaller batch")
            .Prints(string.Join('\n', Enumerable.Range(1, 60).Select(epoch => $"epoch {epoch}")))
            .Prints("Traceback (most recent call last):\nValueError: bad")
            .Phase("run", "ended");

        (await failed.ExplainAsync())!.Cause.Should().BeNull();
    }

    [Theory]
    [InlineData(VerdictKind.Passed)]
    [InlineData(VerdictKind.Cancelled)]
    public async Task A_run_that_passed_or_was_stopped_needs_no_explanation(VerdictKind kind)
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Verdict = new Verdict(kind, "so it is") };

        (await failed.ExplainAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_run_without_a_log_names_the_step_where_it_ended()
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with
        {
            Version = null,
            Steps = [new RunStep(RunStepKind.Push, RunExample.Midnight, RunExample.Midnight)],
        };

        var explanation = await failed.ExplainAsync();

        explanation!.Step.Should().Be("while pushing to Kaggle");
        explanation.Error.Should().BeNull();
    }
}
