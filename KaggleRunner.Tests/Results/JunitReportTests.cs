using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

public sealed class JunitReportTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_of_pytest_tells_each_test()
    {
        var report = Read(
            """
            <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" tests="5">
            <testcase classname="tests.test_a" name="test_one" time="0.25" />
            <testcase classname="tests.unit.test_b.TestX.TestY" name="test_two[a::b-1]" time="0.5">
              <failure message="assert 1 == 2">def test_two():
            &gt;   assert 1 == 2 &#x1b;[31m</failure><system-out>hello
            </system-out><system-err>warning</system-err></testcase>
            <testcase classname="tests.test_a" name="test_three" time="x"><skipped type="pytest.skip" message="slow">here</skipped></testcase>
            <testcase classname="tests.test_a" file="tests/test_a.py" name="test_four" time="1"><error message="fixture"/></testcase>
            <testcase classname="check.Things" name="test_five"/>
            </testsuite></testsuites>
            """
        );

        report.Problem.Should().BeNull();
        report
            .Cases.Select(c => (c.Id, c.Outcome, c.Seconds, c.Message))
            .Should()
            .Equal(
                ("tests/test_a.py::test_one", "passed", 0.25, null),
                ("tests/unit/test_b.py::TestX::TestY::test_two[a::b-1]", "failed", 0.5, "assert 1 == 2"),
                ("tests/test_a.py::test_three", "skipped", 0, "slow"),
                ("tests/test_a.py::test_four", "error", 1, "fixture"),
                ("check.py::Things::test_five", "passed", 0, null)
            );
        report.Cases[1].Details.Should().Contain(">   assert 1 == 2 \u001b[31m");
        report.Cases[1].Output.Should().Be("hello\nwarning");
        report.Counts.Should().Be(new TestCounts(2, 2, 1, 5));
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        var secret = _folder.With("secret", "top secret").In("secret");

        Read(
            $"""<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><testsuite><testcase name="a">&e;</testcase></testsuite>"""
        )
            .Problem.Should()
            .Contain("DTD");
        Read(
            """<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>"""
        )
            .Cases.Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<testsuite><testcase name='")]
    public void A_broken_report_is_said(string xml) =>
        Read(xml).Problem.Should().StartWith("The test report cannot be read");

    [Fact]
    public void What_stands_before_the_break_is_kept()
    {
        var report = Read("<testsuite><testcase classname='test_a' name='ok'/><testcase name='cut'><failure>");

        report.Cases.Should().ContainSingle().Which.Id.Should().Be("test_a.py::ok");
        report.Problem.Should().NotBeNull();
        JunitReport.Read(_folder.In("missing.xml")).Problem.Should().NotBeNull();
    }

    [Fact]
    public void A_huge_output_is_cut_without_being_held_in_memory()
    {
        using (var file = new StreamWriter(_folder.In("junit.xml")))
        {
            file.Write("<testsuite><testcase classname='test_a' name='one'><system-out>");
            for (var i = 0; i < 50_000; i++)
            {
                file.Write("1234567890 &lt;b&gt; 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 \n");
            }

            file.Write(
                "</system-out><failure message='m'>d</failure></testcase><testcase classname='test_a' name='two'/></testsuite>"
            );
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = JunitReport.Read(_folder.In("junit.xml"));

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(3_000_000);
        report.Cases.Should().HaveCount(2);
        report.Cases[0].Outcome.Should().Be("failed");
        report.Cases[0].Output.Should().HaveLength((64 * 1024) + 1).And.EndWith("…").And.StartWith("1234567890 <b>");
    }

    [Fact]
    public void Elements_nested_a_hundred_thousand_deep_do_no_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));

        Read($"<testsuite><testcase name='x'><failure>{deep}").Problem.Should().NotBeNull();
    }

    private TestReport Read(string xml) => JunitReport.Read(_folder.With("junit.xml", xml).In("junit.xml"));
}
