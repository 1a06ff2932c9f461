using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class RunLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_log_is_an_empty_one()
    {
        var log = RunLog.Open(_folder.In("nowhere"));

        log.Snapshot(10).Should().BeEquivalentTo(new LogSnapshot(0, 1, [], ""));
        log.Read(1, 10).Should().BeEmpty();
        (await LogFolder.FindAsync(_folder.In("nowhere"), "x")).Should().BeEmpty();
        log.LineAt(3).Should().Be(0);
        RunRecords.Read(_folder.In("nowhere")).Should().BeEmpty();
        foreach (var name in new[] { "log.txt", "log.index", "records.jsonl" })
        {
            await File.WriteAllTextAsync(_folder.In(name), "", TestContext.Current.CancellationToken);
        }

        _folder.Reader.Snapshot(10).LineCount.Should().Be(0);
    }

    [Fact]
    public async Task Any_range_can_be_read()
    {
        await using var log = _folder.Open();
        for (var i = 1; i <= 1000; i++)
        {
            log.Append(Out($"line {i}\n", time: i / 10.0));
        }

        log.Append(Out("and"));
        log.Flush();

        var snapshot = _folder.Reader.Snapshot(3);
        snapshot.LineCount.Should().Be(1000);
        snapshot.FirstLine.Should().Be(998);
        snapshot
            .Lines.Should()
            .Equal(
                new List<LogLine>
                {
                    new(998, 99.8, "line 998"),
                    new(999, 99.9, "line 999"),
                    new(1000, 100, "line 1000"),
                }
            );
        snapshot.Partial.Should().Be("and");
        _folder
            .Reader.Read(500, 2)
            .Should()
            .Equal(new List<LogLine> { new(500, 50, "line 500"), new(501, 50.1, "line 501") });
        _folder.Reader.Read(-3, 5).Should().ContainSingle().Which.Should().Be(new LogLine(1, 0.1, "line 1"));
        _folder.Reader.Read(999, 100).Should().HaveCount(2);
        _folder.Reader.Read(2000, 100).Should().BeEmpty();
        _folder.Reader.Snapshot(0).Lines.Should().BeEmpty();
        _folder.Reader.Snapshot(0).FirstLine.Should().Be(1001);
    }

    [Fact]
    public async Task What_is_not_flushed_is_not_seen()
    {
        await using var log = _folder.Open();
        log.Append(Out("one\n"));
        log.Flush();
        log.Append(Out(new string('x', 900_000) + "\n"));
        for (var i = 0; i < 10; i++)
        {
            log.Append(Out(new string('x', 900_000) + "\n"));
        }

        new FileInfo(_folder.In("log.txt")).Length.Should().BeGreaterThan(1_000_000);
        _folder.Lines.Should().Equal("one");
        (await FindAsync(_folder.Path, "xxx")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_line_of_a_moment_is_found()
    {
        await using var log = _folder.Open();
        log.Append(Out("a\nb\n", time: 1.5));
        log.Append(Out("c\n", time: 3));
        log.Append(Out("d\n", time: 7));
        log.Flush();

        _folder.Reader.LineAt(0).Should().Be(1);
        _folder.Reader.LineAt(1.5).Should().Be(1);
        _folder.Reader.LineAt(1.6).Should().Be(3);
        _folder.Reader.LineAt(7).Should().Be(4);
        _folder.Reader.LineAt(100).Should().Be(4);
    }

    [Fact]
    public async Task A_reader_beside_the_writer_sees_whole_lines_in_order_only()
    {
        const int Count = 60_000;
        await using var log = _folder.Open();
        var writing = Task.Run(
            () =>
            {
                for (var i = 1; i <= Count; i++)
                {
                    log.Append(Out($"line {i} "));
                    log.Append(Out($"{new string('é', i % 90)}\n"));
                    if (i % 7 == 0)
                    {
                        log.Flush();
                    }
                }

                log.Complete();
            },
            TestContext.Current.CancellationToken
        );

        var last = 0;
        while (last < Count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var ended = writing.IsCompleted;
            var snapshot = _folder.Reader.Snapshot(50);
            snapshot.LineCount.Should().BeGreaterThanOrEqualTo(last);
            snapshot.Lines.Should().HaveCount(Math.Min(50, snapshot.LineCount));
            foreach (var line in snapshot.Lines)
            {
                Assert.Equal($"line {line.Number} {new string('é', line.Number % 90)}", line.Text);
            }

            last = snapshot.LineCount;
            Assert.True(!ended || last == Count);
        }

        await writing;
    }
}
