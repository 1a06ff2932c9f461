using System.Text;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LogReplayTests
{
    [Fact]
    public async Task A_dropped_stream_resumes_without_losing_a_line()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open();
        log.Append(Out("one\ntw"));
        log.Append(Err("warn"));

        log.BeginConnection();
        foreach (var c in "one\ntwo\n")
        {
            log.Append(Out(c.ToString()));
        }

        log.Append(Err("warning\n"));
        log.Flush();

        folder.Lines.Should().Equal("one", "two", "warning");
    }

    [Fact]
    public async Task A_replay_of_another_log_is_noticed()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open();
        log.Append(Out("one\ntwo\n"));
        log.Flush();

        log.BeginConnection();
        log.Append(Out("one\n"));
        var append = () => log.Append(Out("tvo\nthree\n"));

        var thrown = append.Should().Throw<LogMismatchException>().Which;
        thrown.Stream.Should().Be("stdout");
        thrown.Characters.Should().Be(8);
        log.Flush();
        folder.Lines.Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_log_that_was_completed_stays_as_it_is_when_it_is_replayed()
    {
        using var folder = new LogFolder();
        for (var i = 0; i < 3; i++)
        {
            await using var log = folder.Open();
            log.BeginConnection();
            log.Append(Out("one\ntwo"));
            log.Complete();
        }

        folder.Lines.Should().Equal("one", "two");
    }

    [Fact]
    public async Task Files_shorter_than_their_mark_are_set_aside_and_the_log_is_read_again()
    {
        using var folder = new LogFolder();
        await using (var log = folder.Open())
        {
            log.Append(Out("one\ntwo\n"));
            log.Flush();
        }

        using (var text = new FileStream(folder.In("log.txt"), FileMode.Open))
        {
            text.SetLength(5);
        }

        await using var again = folder.Open();
        again.BeginConnection();
        again.Append(Out("one\ntwo\n"));
        again.Flush();

        folder.Lines.Should().Equal("one", "two");
        folder.Content("log.txt.damaged-1").Should().Be("one\nt");
    }

    // Killed anywhere: what the process wrote after its last mark may be there wholly, partly or not at all, and the
    // slot that was being written may hold anything.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_log_whose_writer_is_killed_at_any_byte_ends_like_one_that_never_was(int seed)
    {
        var random = new Random(seed);
        var output = Script(random, "out", 150);
        var error = Script(random, "err", 150);
        var secrets = new SecretRedactor(["hunter22-secret"]);
        using var folder = new LogFolder();

        var before = (Lines: new List<string>(), Records: 0);
        for (var life = 0; life < 12; life++)
        {
            await using (var log = folder.Open(secrets))
            {
                folder.Lines.Should().StartWith(before.Lines);
                log.BeginConnection();
                var until = random.Next(output.Length + error.Length);
                foreach (var piece in Chunks(random, output, error).Take(until / 8))
                {
                    log.Append(piece);
                    if (random.Next(6) == 0)
                    {
                        log.Flush();
                        before = (folder.Lines.ToList(), RunRecords.Read(folder.Path).Count);
                    }
                }
            }

            TearTails(random, folder);
            folder.Lines.Should().Equal(before.Lines);
            RunRecords.Read(folder.Path).Should().HaveCount(before.Records);
        }

        await using (var last = folder.Open(secrets))
        {
            last.BeginConnection();
            Chunks(random, output, error).ToList().ForEach(piece => last.Append(piece));
            last.Complete();
        }

        using var reference = new LogFolder();
        await using var whole = reference.Open(secrets);
        whole.Append(Out(output));
        whole.Append(Err(error));
        whole.Complete();
        OfStream(folder.Lines, "out").Should().Equal(OfStream(reference.Lines, "out"));
        OfStream(folder.Lines, "err").Should().Equal(OfStream(reference.Lines, "err"));
        folder.Lines.Should().HaveSameCount(reference.Lines);
        Ids(folder).Should().BeEquivalentTo(Ids(reference));
        folder.Text.Should().NotContain("hunter22");
        Encoding.UTF8.GetByteCount(folder.Text).Should().Be((int)new FileInfo(folder.In("log.txt")).Length);
    }

    private static IEnumerable<string> OfStream(IEnumerable<string> lines, string name) =>
        lines.Where(line => line.StartsWith(name, StringComparison.Ordinal));

    private static IEnumerable<string> Ids(LogFolder folder) =>
        RunRecords.Read<TestRecord>(folder.Path).Select(record => record.Id);

    private static string Script(Random random, string name, int lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            text.Append(
                random.Next(6) switch
                {
                    0 => Record($$"""{"record":"test","id":"{{name}}{{i}}","outcome":"passed","seconds":1}"""),
                    1 => $"{name} {i} 🚀é\u001b[1m\r{new string('x', random.Next(50))}\n",
                    2 => $"{name} {i} hunter22-secret shown\n",
                    3 => $"{name} {i} ##kaggle-runner[{Nonce}] no record\n",
                    _ => $"{name} {i}\n",
                }
            );
        }

        return text.Append(name).Append(" unfinished").ToString();
    }

    private static IEnumerable<LogEvent> Chunks(Random random, string output, string error)
    {
        var (o, e) = (0, 0);
        while (o < output.Length || e < error.Length)
        {
            var length = random.Next(1, 40);
            if (e >= error.Length || (o < output.Length && random.Next(2) == 0))
            {
                length = Math.Min(length, output.Length - o);
                yield return Out(output.Substring(o, length));
                o += length;
            }
            else
            {
                length = Math.Min(length, error.Length - e);
                yield return Err(error.Substring(e, length));
                e += length;
            }
        }
    }

    private static void TearTails(Random random, LogFolder folder)
    {
        var index = folder.In("log.index");
        LogCommit commit;
        using (var handle = File.OpenHandle(index))
        {
            commit = LogIndex.ReadCommit(handle)!;
        }

        Tear(random, folder.In("log.txt"), commit.TextBytes);
        Tear(random, folder.In("records.jsonl"), commit.RecordBytes);
        Tear(random, index, Math.Max(LogIndex.EntryOffset(commit.Lines), new FileInfo(index).Length - 60));
        if (random.Next(2) == 0)
        {
            using var file = File.OpenHandle(index, FileMode.Open, FileAccess.Write);
            var torn = (
                commit with
                {
                    Sequence = commit.Sequence + 1,
                    Lines = commit.Lines + 9,
                    Partial = "~torn~",
                }
            ).Encode();
            RandomAccess.Write(
                file,
                torn.AsSpan(0, random.Next(torn.Length)),
                LogIndex.SlotOffset(commit.Sequence + 1)
            );
        }
    }

    private static void Tear(Random random, string path, long committed)
    {
        using var file = new FileStream(path, FileMode.Open);
        if (random.Next(2) == 0)
        {
            file.SetLength(committed + random.NextInt64(Math.Max(1, file.Length - committed)));
        }
        else
        {
            var rest = new byte[random.Next(200)];
            random.NextBytes(rest);
            file.Position = Math.Max(committed, file.Length);
            file.Write(rest);
        }
    }
}
