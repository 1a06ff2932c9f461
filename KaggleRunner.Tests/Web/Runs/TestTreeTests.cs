using System.Globalization;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class TestTreeTests
{
    private readonly TestTree _tree = new();

    [Fact]
    public void Tests_stand_below_their_folder_file_class_and_function()
    {
        Put("tests/unit/test_a.py::TestX::test_y[1-a::b/c]", "passed");
        Put("tests/unit/test_a.py::TestX::test_y[2]", "failed");
        Put("test_top.py::test_z", "skipped");

        Lines(new TestsView())
            .Should()
            .Equal(
                "0 tests/unit",
                "1 test_a.py",
                "2 TestX",
                "3 test_y",
                "4 [1-a::b/c]",
                "4 [2]",
                "0 test_top.py",
                "1 test_z"
            );
    }

    [Fact]
    public void Each_line_counts_what_is_below_it_also_when_a_test_ends_again()
    {
        Put("a.py::test_1", "failed", seconds: 2);
        Put("a.py::test_2", "passed", seconds: 0.5);
        Put("a.py::test_1", "passed", seconds: 1);

        var file = _tree.Visible(new TestsView())[0];

        (file.Passed, file.Failed, file.Seconds).Should().Be((2, 0, 1.5));
        _tree.CountOf(TestChoice.Slow).Should().Be(1);
        _tree.CountOf(TestChoice.All).Should().Be(2);
    }

    [Fact]
    public void A_file_that_could_not_be_collected_is_a_failure_in_that_file()
    {
        Put("tests/test_a.py", "error");

        Lines(new TestsView()).Should().Equal("0 tests", "1 test_a.py", "2 could not be collected");
        _tree.CountOf(TestChoice.Failed).Should().Be(1);
    }

    [Fact]
    public void A_filter_shows_what_matches_and_what_leads_there()
    {
        Put("t/test_a.py::test_1", "passed");
        Put("t/test_a.py::test_2", "failed");
        Put("t/test_b.py::test_3", "passed");

        Lines(new TestsView(Only: TestChoice.Failed)).Should().Equal("0 t", "1 test_a.py", "2 test_2");
        Lines(new TestsView(Text: "TEST_3")).Should().Equal("0 t", "1 test_b.py", "2 test_3");
        Lines(new TestsView(Only: TestChoice.Failed, Text: "test_b")).Should().BeEmpty();
    }

    [Fact]
    public void Of_many_tests_only_what_failed_is_open()
    {
        for (var i = 0; i < 150; i++)
        {
            Put($"t/test_good.py::test_{i}", "passed");
        }

        Put("t/test_bad.py::test_x", "failed");

        Lines(new TestsView()).Should().Equal("0 t", "1 test_good.py", "1 test_bad.py", "2 test_x");
        var good = _tree.Visible(new TestsView())[1];
        good.IsOpen = true;
        Lines(new TestsView()).Should().HaveCount(154);
    }

    [Fact]
    public void Failures_are_gone_through_in_the_order_of_the_tree()
    {
        Put("a.py::test_1", "failed");
        Put("b.py::test_2", "passed");
        Put("b.py::test_3", "error");

        _tree.Failure(null, 1)!.Row!.Id.Should().Be("a.py::test_1");
        _tree.Failure("a.py::test_1", 1)!.Row!.Id.Should().Be("b.py::test_3");
        _tree.Failure("b.py::test_3", 1)!.Row!.Id.Should().Be("a.py::test_1");
        _tree.Failure("a.py::test_1", -1)!.Row!.Id.Should().Be("b.py::test_3");
        new TestTree().Failure(null, 1).Should().BeNull();
    }

    [Fact]
    public void A_hundred_thousand_tests_are_counted_and_found()
    {
        for (var i = 0; i < 100_000; i++)
        {
            Put(
                string.Create(CultureInfo.InvariantCulture, $"t/test_{i / 1000}.py::test_x[{i}]"),
                i == 777 ? "failed" : "passed"
            );
        }

        _tree.Count.Should().Be(100_000);
        Lines(new TestsView(Only: TestChoice.Failed)).Should().HaveCount(4);
        _tree.Visible(new TestsView()).Count.Should().BeLessThan(1200);
    }

    private void Put(string id, string outcome, double seconds = 0) =>
        _tree.Put(new TestRow(id, outcome, seconds, null, null, null));

    private IEnumerable<string> Lines(TestsView view) =>
        _tree.Visible(view).Select(node => string.Create(CultureInfo.InvariantCulture, $"{node.Depth} {node.Name}"));
}
