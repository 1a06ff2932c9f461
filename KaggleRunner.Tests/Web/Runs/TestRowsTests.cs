using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class TestRowsTests
{
    private static readonly TestRecord[] Records =
    [
        new("tests/test_a.py::test_one", "passed", 0.1, null, 3),
        new("tests/test_a.py::test_two", "failed", 0.2, "assert 1 == 2", 3),
        new("tests/test_a.py::test_three", "skipped", 0, "no GPU", 3),
    ];

    [Fact]
    public void Failures_come_first_and_the_report_adds_their_tracebacks()
    {
        var report = new TestReport([
            new TestCase("tests/test_a.py::test_two", "failed", 0.2, "assert 1 == 2", "E   assert 1 == 2", "printed"),
        ]);

        var rows = TestRows.Merge(Records, report);

        rows.Select(row => row.Name).Should().Equal("test_two", "test_one", "test_three");
        rows[0].Details.Should().Be("E   assert 1 == 2");
        rows[0].Output.Should().Be("printed");
    }

    [Fact]
    public void Tests_that_only_the_report_knows_are_shown_too()
    {
        var rows = TestRows.Merge([], new TestReport([new TestCase("x.py::test", "error", 0, "boom", null, null)]));

        rows.Should().ContainSingle().Which.Group.Should().Be(TestGroup.Failed);
    }

    [Fact]
    public void Rows_are_found_by_outcome_and_by_a_part_of_the_name()
    {
        var rows = TestRows.Merge(Records, null);

        TestRows.Filter(rows, "THREE", null).Should().ContainSingle().Which.Name.Should().Be("test_three");
        TestRows.Filter(rows, "", TestGroup.Passed).Should().ContainSingle().Which.Name.Should().Be("test_one");
    }
}
