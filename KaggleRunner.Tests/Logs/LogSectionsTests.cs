using System.Globalization;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LogSectionsTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Phases_have_their_lines_while_they_run_and_when_they_have_ended()
    {
        await using var log = _folder.Open();
        var sections = LogSections.Open(_folder.Path);
        sections.Update().Should().BeFalse();

        log.Append(Out(Phase("source", "started") + "Unpacking\nChecked\n", time: 2));
        log.Flush();
        sections.Update().Should().BeTrue();
        sections.Update().Should().BeFalse("nothing was added");
        sections.Phases.Should().Equal(new PhaseSection("source", "started", 2, null, 1, 2));
        log.Append(Out("Unpacked\n"));
        log.Flush();
        sections.Update().Should().BeFalse("only lines were added");
        sections.Phases.Single().LastLine.Should().Be(3);

        log.Append(Out(Phase("source", "ended", 1.5) + Phase("install", "started") + Phase("install", "failed", 3)));
        log.Append(Out("after\n"));
        log.Flush();
        sections.Update();
        sections
            .Phases.Should()
            .Equal(
                new PhaseSection("source", "ended", 2, 1.5, 1, 3),
                new PhaseSection("install", "failed", 1, 3, 4, 3)
            );
        sections.LineCount.Should().Be(4);
    }

    [Fact]
    public async Task Tests_begin_where_the_log_names_them_though_their_records_come_early_or_late()
    {
        await using var log = _folder.Open();
        log.Append(Out(Phase("run", "started") + "=== test session starts ===\ncollected 4 items\n"));
        log.Append(Out(Test("t.py::test_a")));
        log.Append(Out("t.py::test_a \u001b[32mPASSED\u001b[0m\nt.py::test_ab[x y] printed\nmore\nPASSED\n"));
        log.Append(Out("t.py::test_b FAILED\n" + Test("t.py::test_ab[x y]") + Test("t.py::test_b", "failed", "oh")));
        log.Append(Out("t.py::test_c PASSED\n" + Test("t.py::test_c")));
        log.Append(Out("\n=== FAILURES ===\n" + Phase("run", "failed", 9)));
        log.Complete();

        var sections = LogSections.Open(_folder.Path);
        sections.Update();
        sections.Tests.Select(test => (test.FirstLine, test.LastLine)).Should().Equal((3, 3), (4, 6), (7, 7), (8, 8));
        sections.Tests[2].Should().Be(new TestSection("t.py::test_b", "failed", 0.5, "oh", 1, 7, 7));
        sections.TotalTests.Should().Be(4);
        sections.Phases.Single().LastLine.Should().Be(10);
    }

    [Fact]
    public async Task Without_names_in_the_log_a_test_has_what_came_since_the_one_before()
    {
        await using var log = _folder.Open();
        log.Append(Out(Phase("run", "started") + "collected\n" + Test("t.py::test_a") + "x\ny\n"));
        log.Append(Out(Test("t.py::test_b") + Test("t.py::test_c") + string.Concat(Enumerable.Repeat("z\n", 300))));
        log.Flush();

        var sections = LogSections.Open(_folder.Path);
        sections.Update();
        sections.Tests.Select(test => (test.FirstLine, test.LastLine)).Should().Equal((1, 1), (2, 3), (4, 3));
    }

    [Fact]
    public async Task A_live_run_is_read_piece_by_piece_to_the_same_sections_as_at_once()
    {
        await using var log = _folder.Open();
        var live = LogSections.Open(_folder.Path);
        log.Append(Out(Phase("run", "started") + "collected\n"));
        for (var i = 0; i < 3000; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t.py::test[{i}]");
            log.Append(Out(i % 3 == 0 ? $"{Test(id)}{id} PASSED\n" : $"{id} PASSED\n{Test(id)}"));
            if (i % 97 == 0)
            {
                log.Flush();
                live.Update();
            }
        }

        log.Append(Out(Phase("run", "ended", 3)));
        log.Complete();
        live.Update();
        var whole = LogSections.Open(_folder.Path);
        whole.Update();
        whole.Tests.Should().HaveCount(3000);
        live.Tests.Should().Equal(whole.Tests);
        live.Phases.Should().Equal(whole.Phases);
        live.Tests[1234].Should().BeEquivalentTo(new { FirstLine = 1236, LastLine = 1236 });
    }

    [Fact]
    public async Task A_log_that_began_anew_is_read_anew()
    {
        await using (var log = _folder.Open())
        {
            log.Append(Out(Phase("source", "started") + "one\ntwo\n" + Phase("source", "ended", 1)));
            log.Flush();
            log.Append(Out("three\n"));
            log.Flush();
        }

        var sections = LogSections.Open(_folder.Path);
        sections.Update();
        await using var other = LogIngest.OpenAnew(_folder.Path, Nonce, SecretRedactor.ByShape);
        other.Append(Out(Phase("install", "started") + "x\n"));
        other.Flush();
        sections.Update();
        sections.Phases.Should().ContainSingle().Which.Name.Should().Be("install");
    }

    [Fact]
    public void A_missing_log_has_no_sections()
    {
        var sections = LogSections.Open(_folder.In("nowhere"));
        sections.Update().Should().BeFalse();
        sections.Phases.Should().BeEmpty();
    }

    internal static string Phase(string name, string state, double? seconds = null) =>
        Record(
            $$"""{"record":"phase","name":"{{name}}","state":"{{state}}","seconds":{{seconds?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}"""
        );

    internal static string Test(string id, string outcome = "passed", string? message = null) =>
        Record(
            $$"""{"record":"test","id":"{{id}}","outcome":"{{outcome}}","seconds":0.5,"message":{{(message is null ? "null" : $"\"{message}\"")}},"total":4}"""
        );
}
