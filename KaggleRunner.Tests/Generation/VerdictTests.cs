using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class VerdictTests : IDisposable
{
    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Passing_tests_pass()
    {
        var run = await PytestAsync(
            "import pytest\n@pytest.mark.parametrize('n', [1, 2])\ndef test_n(n): pass\n"
                + "@pytest.mark.skip(reason='later')\ndef test_s(): pass\n"
                + "@pytest.mark.xfail\ndef test_x(): assert False\n"
        );

        run.Verdict.Should().BeEquivalentTo(new VerdictRecord("passed", "2 tests passed, 1 skipped, 1 xfailed.", 0));
        run.ExitCode.Should().Be(0);
        run.Tests.Select(test => (test.Id, test.Outcome, test.Total))
            .Should()
            .BeEquivalentTo(
                new (string, string, int?)[]
                {
                    ("tests/test_a.py::test_n[1]", "passed", 4),
                    ("tests/test_a.py::test_n[2]", "passed", 4),
                    ("tests/test_a.py::test_s", "skipped", 4),
                    ("tests/test_a.py::test_x", "xfailed", 4),
                }
            );
        File.Exists(Path.Combine(_sandbox.Working, "junit.xml")).Should().BeTrue();
    }

    [Fact]
    public async Task A_failing_test_fails_the_run()
    {
        var run = await PytestAsync("def test_good(): pass\ndef test_bad(): assert 1 + 1 == 3, 'sums'\n");

        run.Verdict.Outcome.Should().Be("failed");
        run.Verdict.Reason.Should().Be("1 of 2 tests failed: tests/test_a.py::test_bad.");
        run.ExitCode.Should().Be(1);
        run.Tests.Single(test => test.Id.EndsWith("bad", StringComparison.Ordinal))
            .Message.Should()
            .StartWith("AssertionError: sums");
    }

    [Theory]
    [InlineData("def test_a(:\n", "could not collect the tests: an error in tests/test_a.py", 2)]
    [InlineData("import pytest\ndef test_a(): pytest.exit('enough')\n", "interrupted", 2)]
    [InlineData("x = 1\n", "found no tests to run in tests", 5)]
    public async Task What_pytest_cannot_judge_is_an_error(string source, string reason, int exitCode)
    {
        var run = await PytestAsync(source);

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().Contain(reason);
        run.Verdict.ExitCode.Should().Be(exitCode);
        run.ExitCode.Should().Be(exitCode);
    }

    [Fact]
    public async Task A_wrong_argument_of_pytest_is_an_error()
    {
        var run = await PytestAsync(
            "def test_a(): pass\n",
            settings => settings with { PytestArgs = ["--no-such-option"] }
        );

        run.Verdict.Should().BeOfType<VerdictRecord>().Which.ExitCode.Should().Be(4);
        run.Verdict.Outcome.Should().Be("error");
    }

    [Fact]
    public async Task An_internal_error_of_pytest_is_an_error()
    {
        var run = await _sandbox.RunAsync(
            "tests",
            TargetKind.Pytest,
            [
                ("tests/test_a.py", "def test_a(): pass\n"),
                ("tests/conftest.py", "def pytest_runtest_protocol(item, nextitem): raise RuntimeError('hook')\n"),
            ]
        );

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.ExitCode.Should().Be(3);
    }

    [Theory]
    [InlineData("import os; os._exit(0)", 0, 1)]
    [InlineData("import os; os._exit(7)", 7, 7)]
    [InlineData("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", -11, 139)]
    [InlineData("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9, 137)]
    public async Task A_crash_under_pytest_fails_and_names_the_test(string crash, int code, int exitCode)
    {
        var run = await PytestAsync($"def test_good(): pass\ndef test_crash():\n    {crash}\ndef test_after(): pass\n");

        run.Verdict.Outcome.Should().Be("failed");
        run.Verdict.Reason.Should().StartWith("crashed in tests/test_a.py::test_crash");
        run.Verdict.ExitCode.Should().Be(code);
        run.ExitCode.Should().Be(exitCode);
        run.Tests.Select(test => test.Outcome).Should().BeEquivalentTo("passed", "failed");
    }

    [Theory]
    [InlineData("print('done')", "passed", 0, 0)]
    [InlineData("import sys; sys.exit(3)", "failed", 3, 3)]
    [InlineData("raise ValueError('no')", "failed", 1, 1)]
    [InlineData("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "failed", -15, 143)]
    public async Task A_script_is_judged_by_its_exit_code(string source, string outcome, int code, int exitCode)
    {
        var run = await _sandbox.RunAsync("a.py", TargetKind.Script, [("a.py", source)]);

        run.Verdict.Outcome.Should().Be(outcome);
        run.Verdict.ExitCode.Should().Be(code);
        run.ExitCode.Should().Be(exitCode);
    }

    [Theory]
    [InlineData("missing.py", TargetKind.Script)]
    [InlineData("missing/test_a.py::test_b", TargetKind.Pytest)]
    public async Task A_missing_target_is_an_error(string target, TargetKind kind)
    {
        var run = await _sandbox.RunAsync(target, kind, [("a.py", "")]);

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().StartWith($"{target} does not exist in the commit");
        run.ExitCode.Should().NotBe(0);
    }

    [Fact]
    public async Task A_package_that_cannot_be_installed_is_an_error_that_names_it()
    {
        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", "")],
            settings =>
                settings with
                {
                    Python = new PythonSettings { Packages = ["pytest", "no-such-package-anywhere"] },
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["PIP_NO_INDEX"] = "1",
                        ["UV_OFFLINE"] = "1",
                    },
                }
        );

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().StartWith("no-such-package-anywhere could not be installed: ");
        run.Records.OfType<PhaseRecord>().Should().Contain(phase => phase.Name == "install" && phase.State == "failed");
    }

    [Fact]
    public async Task Each_phase_is_told_in_order()
    {
        var run = await _sandbox.RunAsync("a.py", TargetKind.Script, [("a.py", "")]);

        run.Records[0].Should().BeOfType<SessionRecord>().Which.Id.Should().Be(4711);
        run.Records.OfType<PhaseRecord>()
            .Select(phase => $"{phase.Name} {phase.State}")
            .Should()
            .Equal(
                new[] { "session", "source", "install", "run", "collect" }.SelectMany(name =>
                    new[] { $"{name} started", $"{name} ended" }
                )
            );
    }

    private Task<KernelRun> PytestAsync(string source, Func<RunSettings, RunSettings>? settings = null) =>
        _sandbox.RunAsync("tests", TargetKind.Pytest, [("tests/test_a.py", source)], settings);
}
