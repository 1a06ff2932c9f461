using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LogIngestTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_keep_their_indentation_colours_and_carriage_returns()
    {
        await using var log = _folder.Open();

        log.Append(Out("    indented\n\t\u001b[31mred\u001b[0m\r\n10%\r100%\n\n  last\n"));
        log.Flush();

        _folder.Text.Should().Be("    indented\n\t\u001b[31mred\u001b[0m\r\n10%\r100%\n\n  last\n");
        _folder.Lines.Should().Equal("    indented", "\t\u001b[31mred\u001b[0m\r", "10%\r100%", "", "  last");
    }

    [Fact]
    public async Task Each_stream_assembles_its_own_lines()
    {
        await using var log = _folder.Open();

        log.Append(Out("out "));
        log.Append(Err("err "));
        log.Append(Out("one\n"));
        log.Append(Err("one\n"));
        log.Flush();

        _folder.Lines.Should().Equal("out one", "err one");
    }

    [Fact]
    public async Task An_emoji_that_is_split_between_events_stays_whole_and_a_lone_surrogate_is_replaced()
    {
        await using var log = _folder.Open();

        log.Append(Out("go \ud83d"));
        log.Append(Out("\ude80 and \ud83d alone\n"));
        log.Flush();

        _folder.Lines.Should().Equal("go 🚀 and \ufffd alone");
    }

    [Fact]
    public async Task Records_leave_the_log_and_keep_their_place()
    {
        await using var log = _folder.Open();

        log.Append(Out("first\n"));
        var records = log.Append(
            Out(
                Record("""{"record":"phase","name":"run","state":"started"}""")
                    + "second\n##metric {\"name\":\"loss\",\"step\":3,\"value\":0.12}\n",
                time: 4.5
            )
        );
        log.Flush();

        _folder.Lines.Should().Equal("first", "second");
        records
            .Should()
            .Equal(
                new PhaseRecord("run", "started", null) { Line = 1, Time = 4.5 },
                new MetricRecord("loss", 3, 0.12) { Line = 2, Time = 4.5 }
            );
        RunRecords.Read(_folder.Path).Should().Equal(records);
        RunRecords.Read<MetricRecord>(_folder.Path).Should().ContainSingle();
    }

    [Fact]
    public async Task A_record_split_over_many_events_is_one_and_never_shows_as_a_partial_line()
    {
        await using var log = _folder.Open();
        var records = new List<RunRecord>();

        foreach (var c in Record("""{"id":"t.py::test_ü","outcome":"passed","record":"test","seconds":0.1}"""))
        {
            records.AddRange(log.Append(Out(c.ToString())));
            log.Partial.Should().BeEmpty();
        }

        records.Should().Equal(new TestRecord("t.py::test_ü", "passed", 0.1, null, null) { Time = 1 });
        log.LineCount.Should().Be(0);
    }

    [Fact]
    public async Task The_traceback_in_a_tests_record_is_kept_without_its_secrets()
    {
        await using var log = _folder.Open();
        var json =
            """{"record":"test","id":"t.py::test_a","outcome":"failed","seconds":0.1,"message":"no","total":1,"details":"def test_a():\n    token = 'ghp_0123456789abcdefghij0123456789abcdef'\nE   assert 0","later":[1]}""";

        log.Append(Out(Record(json)));
        log.Flush();

        var details = RunRecords.Read<TestRecord>(_folder.Path).Single().Details;
        details.Should().StartWith("def test_a():\n").And.EndWith("E   assert 0").And.NotContain("ghp_");
        _folder.Records.Should().NotContain("ghp_");
    }

    [Theory]
    [InlineData("##kaggle-runner[ffffffffffffffff] {\"record\":\"verdict\",\"outcome\":\"passed\",\"reason\":\"x\"}")]
    [InlineData(" ##kaggle-runner[0123456789abcdef] {\"record\":\"verdict\",\"outcome\":\"passed\",\"reason\":\"x\"}")]
    [InlineData(
        "x\r##kaggle-runner[0123456789abcdef] {\"record\":\"verdict\",\"outcome\":\"passed\",\"reason\":\"x\"}"
    )]
    [InlineData("##kaggle-runner[0123456789abcdef] {\"record\":\"verdict\",\"outcome\":\"pas")]
    [InlineData("##kaggle-runner[0123456789abcdef] {\"record\":\"verdict\"}")]
    [InlineData("##kaggle-runner[0123456789abcdef] {\"record\":\"newer\",\"x\":1}")]
    [InlineData("##kaggle-runner[0123456789abcdef] {\"x\":1}")]
    [InlineData("##kaggle-runner[0123456789abcdef] null")]
    [InlineData("##metric {\"name\":\"loss\",\"value\":NaNs}")]
    [InlineData("##metric 3")]
    public async Task What_only_looks_like_a_record_stays_an_ordinary_line(string line)
    {
        await using var log = _folder.Open();

        log.Append(Out(line + "\n")).Should().BeEmpty();
        log.Flush();

        _folder.Lines.Should().Equal(line);
        _folder.Records.Should().BeEmpty();
    }

    [Fact]
    public async Task A_metric_cannot_pose_as_another_record()
    {
        await using var log = _folder.Open();

        var records = log.Append(
            Out(
                "##metric {\"record\":\"verdict\",\"outcome\":\"passed\",\"reason\":\"\",\"name\":\"n\",\"value\":1e999}\n"
            )
        );
        log.Flush();

        records.Should().ContainSingle().Which.Should().BeOfType<MetricRecord>();
        RunRecords.Read(_folder.Path).Should().Equal(records);
    }

    [Fact]
    public async Task An_unfinished_line_is_shown_and_becomes_a_line_at_the_end()
    {
        await using var log = _folder.Open();

        log.Append(Out("Continue? "));
        log.Flush();
        log.Partial.Should().Be("Continue? ");
        _folder.Reader.Snapshot(10).Should().BeEquivalentTo(new LogSnapshot(0, 1, [], "Continue? "));

        log.Complete();
        _folder.Lines.Should().Equal("Continue? ");
        _folder.Reader.Snapshot(10).Partial.Should().BeEmpty();
    }

    [Fact]
    public async Task A_verdict_without_a_final_line_end_counts()
    {
        await using var log = _folder.Open();

        log.Append(Out(Record("""{"record":"verdict","outcome":"passed","reason":"ok","exitCode":0}""").TrimEnd()));

        log.Complete().Should().Equal(new VerdictRecord("passed", "ok", 0) { Time = 1 });
        RunRecords.Read<VerdictRecord>(_folder.Path).Should().ContainSingle();
    }

    [Fact]
    public async Task What_could_not_be_kept_is_a_record_of_its_own()
    {
        await using var log = _folder.Open();
        const string Omitted =
            """{"record":"omitted","files":3,"bytes":25000000000,"reason":"Kaggle keeps 20 GB","paths":["a","b","c"]}""";

        log.Append(Out(Record(Omitted)));
        log.Complete();

        RunRecords
            .Read<OmittedRecord>(_folder.Path)
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Files = 3,
                    Bytes = 25_000_000_000,
                    Paths = new[] { "a", "b", "c" },
                }
            );
        _folder.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_line_of_ten_million_characters_is_kept_whole_in_pieces()
    {
        await using var log = _folder.Open();
        var line = string.Concat(Enumerable.Range(0, 1_250_000).Select(i => $"{i:D7}🚀"));

        foreach (var chunk in line.Chunk(99_991))
        {
            log.Append(Out(new string(chunk)));
            log.Flush();
        }

        log.Append(Out("\nnext\n"));
        log.Flush();

        _folder.Text.Replace("\n", "").Should().Be(line + "next");
        log.LineCount.Should().BeInRange(10, 14);
        _folder.Lines[^1].Should().Be("next");
        _folder.Lines.Should().OnlyContain(text => text.Length <= RunLog.LongestLine + 1);
        _folder.Text.Should().NotContain("\ufffd");
    }

    [Fact]
    public async Task Megabytes_of_progress_show_their_end_only()
    {
        await using var log = _folder.Open();
        for (var i = 0; i <= 30_000; i++)
        {
            log.Append(Err($"\r{i / 300, 3}% |{new string('█', i / 600)}| {i}/30000"));
        }

        log.Flush();
        _folder.Reader.Snapshot(1).Partial.Should().Be($"100% |{new string('█', 50)}| 30000/30000");

        log.Append(Err("\n"));
        log.Flush();
        _folder.Lines[^1].Should().EndWith("| 30000/30000");
        _folder.Text.Should().Contain("\r  0% || 0/30000\r");
    }

    [Fact]
    public async Task A_full_disk_is_said_and_the_log_goes_on_when_there_is_room_again()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var full = _folder.In("log.txt");
        File.CreateSymbolicLink(full, "/dev/full");
        await using (var log = _folder.Open())
        {
            log.Append(Out("one\n" + Record("""{"record":"phase","name":"run","state":"started"}""") + "two\n"));

            var flush = log.Flush;
            flush.Should().Throw<RunnerException>().Which.Sentence.Should().Contain("disk is full").And.Contain(full);
            _folder.Reader.Snapshot(10).LineCount.Should().Be(0);
            RunRecords.Read(_folder.Path).Should().BeEmpty();
            flush.Should().Throw<RunnerException>();
        }

        File.Delete(full);
        await using var again = _folder.Open();
        again.BeginConnection();
        again.Append(Out("one\n" + Record("""{"record":"phase","name":"run","state":"started"}""") + "two\n"));
        again.Flush();

        _folder.Lines.Should().Equal("one", "two");
        RunRecords.Read(_folder.Path).Should().ContainSingle();
    }
}
