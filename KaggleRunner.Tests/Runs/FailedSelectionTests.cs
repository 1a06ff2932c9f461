using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs;

public sealed class FailedSelectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_failed_becomes_the_target()
    {
        await WriteAsync(
            ("t/test_a.py::test_1", "failed"),
            ("t/test_a.py::test_2", "passed"),
            ("t/test_b.py", "error")
        );

        var target = FailedSelection.Of(RunExample.Create(_folder.Path));

        target.Kind.Should().Be(TargetKind.Pytest);
        target.Paths.Should().Equal("t/test_a.py::test_1", "t/test_b.py");
    }

    [Fact]
    public async Task A_test_that_passed_when_it_was_tried_again_is_no_failure()
    {
        await WriteAsync(("a.py::test_1", "failed"), ("a.py::test_1", "passed"));

        var selecting = () => FailedSelection.Of(RunExample.Create(_folder.Path));

        selecting.Should().Throw<RunnerException>().WithMessage("No test of run #1 failed.");
    }

    [Fact]
    public async Task More_than_a_command_line_holds_is_refused_in_words()
    {
        await WriteAsync([
            .. Enumerable.Range(0, 3000).Select(n => ($"tests/test_{n}.py::test_{new string('x', 60)}", "failed")),
        ]);

        var selecting = () => FailedSelection.Of(RunExample.Create(_folder.Path));

        selecting.Should().Throw<RunnerException>().WithMessage("3000 tests*more than one command line*");
    }

    private async Task WriteAsync(params (string Id, string Outcome)[] tests)
    {
        await using var log = LogIngest.Open(_folder.Path, "0123456789abcdef", SecretRedactor.ByShape);
        foreach (var (id, outcome) in tests)
        {
            var json = $$"""{"record":"test","id":"{{id}}","outcome":"{{outcome}}","seconds":0.1}""";
            log.Append(new LogEvent("stdout", 1, $"##kaggle-runner[0123456789abcdef] {json}\n"));
        }

        log.Complete();
    }
}
