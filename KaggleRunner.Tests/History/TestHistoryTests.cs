using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.History;

public sealed class TestHistoryTests : IDisposable
{
    private const TestOutcome Pass = TestOutcome.Passed;
    private const TestOutcome Fail = TestOutcome.Failed;
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
    private static RunQuery Few => new() { Take = 20 };

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task A_test_is_followed_across_runs()
    {
        await _history.TestAsync('a', ("t.py::x", Pass, 1.25), ("t.py::y", Pass, 0.1));
        await _history.TestAsync('b', ("t.py::x", Fail, 2));

        var timeline = await _history.Tests.FindAsync(_history.Project.Id, "t.py::x", Few, Cancelled);

        timeline.Points.Select(p => (p.Run.Number, p.Outcome, p.Seconds)).Should().Equal((2, Fail, 2), (1, Pass, 1.25));
        timeline
            .Points[0]
            .Should()
            .BeEquivalentTo(
                new
                {
                    Sha = new string('b', 40),
                    Branch = "main",
                    Message = "assert 1 == 2",
                }
            );
    }

    [Fact]
    public async Task A_test_that_passes_and_fails_on_one_commit_is_flaky()
    {
        await _history.TestAsync('a', ("t.py::x", Pass, 1), ("t.py::solid", Pass, 1));
        await _history.TestAsync('a', ("t.py::x", Fail, 1), ("t.py::solid", Pass, 1));

        var flaky = await _history.Tests.ListFlakyAsync(Few, 50, Cancelled);

        flaky
            .Should()
            .ContainSingle()
            .Which.Should()
            .Be(new FlakyTest(_history.Project.Id, "t.py::x", 2, 1, 1, 1, Fail));
    }

    [Fact]
    public async Task A_test_that_changes_three_times_is_flaky_and_one_that_was_mended_is_not()
    {
        TestOutcome[] often = [Pass, Fail, Pass, Fail];
        TestOutcome[] mended = [Fail, Fail, TestOutcome.Skipped, Pass];
        for (var i = 0; i < 4; i++)
        {
            await _history.TestAsync("abcd"[i], ("t.py::often", often[i], 1), ("t.py::mended", mended[i], 1));
        }

        (await _history.Tests.ListFlakyAsync(Few, 50, Cancelled))
            .Select(t => (t.Id, t.Flips))
            .Should()
            .Equal(("t.py::often", 3));
        (await _history.Tests.ListFlakyAsync(Few, 2, Cancelled)).Should().BeEmpty("the window holds one change only");
    }

    [Fact]
    public async Task The_slowest_come_first_by_their_median()
    {
        await _history.TestAsync(
            'a',
            ("t.py::slow", Pass, 9),
            ("t.py::quick", Pass, 0.5),
            ("t.py::not", TestOutcome.Skipped, 0)
        );
        await _history.TestAsync('b', ("t.py::slow", Pass, 3), ("t.py::quick", Pass, 100));
        await _history.TestAsync('c', ("t.py::slow", Pass, 4), ("t.py::quick", Pass, 0.5));

        var slowest = await _history.Tests.ListSlowestAsync(Few, 50, Cancelled);

        slowest
            .Should()
            .Equal(
                new SlowTest(_history.Project.Id, "t.py::slow", 3, 4, 9, 4),
                new SlowTest(_history.Project.Id, "t.py::quick", 3, 0.5, 100, 0.5)
            );
    }

    [Fact]
    public async Task A_failing_test_tells_since_which_run_and_commit()
    {
        await _history.TestAsync('a', ("t.py::x", Pass, 1), ("t.py::never", Fail, 1), ("t.py::fine", Fail, 1));
        await _history.TestAsync('b', ("t.py::x", Fail, 1), ("t.py::never", Fail, 1));
        await _history.TestAsync('c', ("t.py::x", TestOutcome.Skipped, 0));
        await _history.TestAsync('d', ("t.py::x", Fail, 1), ("t.py::fine", Pass, 1));

        var failing = await _history.Tests.ListFailingAsync(Few, 50, Cancelled);

        failing.Select(t => t.Id).Should().Equal("t.py::x", "t.py::never");
        failing[0].Since.Run.Number.Should().Be(2);
        failing[0].Since.Sha.Should().StartWith("b");
        failing[0].LastGood!.Run.Number.Should().Be(1);
        failing[0].IsNew.Should().BeFalse();
        failing[1].Since.Run.Number.Should().Be(1);
        failing[1].LastGood.Should().BeNull();
    }

    [Fact]
    public async Task Tests_are_found_by_a_part_of_their_name()
    {
        await _history.TestAsync('a', ("tests/test_a.py::test_x[50%]", Pass, 1), ("tests/test_b.py::y", Pass, 1));
        await _history.TestAsync('b', ("tests/test_a.py::test_x[50%]", Fail, 1));

        var found = await _history.Tests.SearchAsync("[50%", Few, Cancelled);

        found.Should().ContainSingle();
        (found[0].Runs, found[0].Last.Outcome, found[0].Last.Run.Number).Should().Be((2, Fail, 2));
        (await _history.Tests.SearchAsync("TEST_", Few, Cancelled)).Should().HaveCount(2);
        (await _history.Tests.SearchAsync("%", Few, Cancelled)).Should().ContainSingle();
        (await _history.Tests.SearchAsync("test_x", RunQuery.Parse("commit:aaa") with { Take = 5 }, Cancelled))
            .Should()
            .ContainSingle()
            .Which.Last.Outcome.Should()
            .Be(Pass);
    }

    [Fact]
    public async Task Recording_again_changes_nothing_and_what_was_missed_is_made_up_for()
    {
        var run = await _history.SaveAsync();
        await File.WriteAllTextAsync(
            Path.Combine(run.Folder, "junit.xml"),
            """
            <testsuites><testsuite>
              <testcase classname="tests.test_a" name="test_x" time="0.5"/>
              <testcase classname="tests.test_a" name="test_y" time="1"><failure message="assert 1 == 2&#10;more">trace</failure></testcase>
            </testsuite></testsuites>
            """,
            Cancelled
        );

        (await _history.Recorder.RecordMissedAsync(Cancelled)).Should().Be(1);
        (await _history.Recorder.RecordMissedAsync(Cancelled)).Should().Be(0);
        await _history.Recorder.RecordAsync(run, Cancelled);

        var timeline = await _history.Tests.FindAsync(_history.Project.Id, "tests/test_a.py::test_y", Few, Cancelled);
        timeline.Points.Should().ContainSingle().Which.Message.Should().Be("assert 1 == 2");
    }

    [Fact]
    public async Task Only_the_runs_of_the_filter_count()
    {
        await _history.TestAsync('a', ("t.py::x", Pass, 1));
        await _history.TestAsync('a', ("t.py::x", Fail, 1));

        (await _history.Tests.ListFlakyAsync(RunQuery.Parse("run:1"), 50, Cancelled)).Should().BeEmpty();
        (await _history.Tests.ListFailingAsync(RunQuery.Parse("branch:other"), 50, Cancelled)).Should().BeEmpty();
    }
}
