using System.Globalization;
using System.Text;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LongLogTests : IDisposable
{
    private const int Count = 10_000_000;
    private const int Width = 20;

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The files have holes wherever a reader has no business: whatever it shows besides would be NULs.
    [Fact]
    public void Of_ten_million_lines_only_those_asked_for_are_read()
    {
        using (var text = File.OpenHandle(_folder.In("log.txt"), FileMode.Create, FileAccess.Write))
        using (var index = File.OpenHandle(_folder.In("log.index"), FileMode.Create, FileAccess.Write))
        {
            var commit = LogCommit.Empty with { Sequence = 1, Lines = Count, TextBytes = (long)Count * Width };
            RandomAccess.SetLength(text, commit.TextBytes);
            RandomAccess.SetLength(index, LogIndex.EntryOffset(Count));
            RandomAccess.Write(index, commit.Encode(), LogIndex.SlotOffset(1));
            WriteLines(text, index, 4_999_999, 3);
            WriteLines(text, index, Count - 200, 201);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var end = _folder.Reader.Snapshot(200);
        var middle = _folder.Reader.Read(5_000_000, 2);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        end.LineCount.Should().Be(Count);
        end.Lines.Select(line => line.Text).Should().Equal(Enumerable.Range(Count - 199, 200).Select(Text));
        middle
            .Should()
            .Equal(
                new LogLine(5_000_000, 5_000_000, Text(5_000_000)),
                new LogLine(5_000_001, 5_000_001, Text(5_000_001))
            );
        allocated.Should().BeLessThan(1_000_000);
    }

    [Fact]
    public async Task A_flood_of_lines_one_by_one_is_kept_in_order()
    {
        const int flood = 100_000;
        await using var log = _folder.Open(new SecretRedactor(["not-in-there"]));
        for (var i = 1; i <= flood; i++)
        {
            log.Append(Out($"{i}: some output of a program\n", time: i / 100_000.0));
            if (i % 5000 == 0)
            {
                log.Flush();
            }
        }

        log.Complete();

        _folder.Lines.Should().Equal(Enumerable.Range(1, flood).Select(i => $"{i}: some output of a program"));
        _folder.Reader.LineAt(0.5).Should().Be(50_000);
    }

    // Nested tqdm bars: each refresh of the inner one goes down a line and up again.
    [Fact]
    public async Task Movements_of_the_cursor_stay_in_their_lines_whatever_pieces_they_come_in()
    {
        var bars = new StringBuilder();
        for (var i = 0; i < 50; i++)
        {
            bars.Append(CultureInfo.InvariantCulture, $"\router {i / 10}/5\n\rinner {i % 10}/10\u001b[A");
        }

        bars.Append("\n\n\u001b[2Adone\u001b[K\n");
        var text = bars.ToString();
        await using var log = _folder.Open();
        foreach (var piece in text.Chunk(7))
        {
            log.Append(Err(new string(piece)));
            log.Flush();
        }

        log.BeginConnection();
        log.Append(Err(text));
        log.Complete();

        _folder.Text.Should().Be(text);
        _folder.Lines.Should().Equal(text.Split('\n')[..^1]);
        (await FindAsync(_folder.Path, "inner 7/10")).Should().HaveCount(5);
    }

    [Fact]
    public async Task A_secret_is_not_written_when_the_writer_dies_in_its_middle()
    {
        const string secret = "correct-horse-battery";
        var text = $"first\nthe key is {secret}, and again {secret}\nlast\n";
        for (var cut = 1; cut < text.Length; cut++)
        {
            await using (var log = _folder.Open(new SecretRedactor([secret])))
            {
                log.BeginConnection();
                log.Append(Out(text[..cut]));
                log.Flush();
            }

            _folder.Content("log.index").Should().NotContain("horse");
        }

        await using var last = _folder.Open(new SecretRedactor([secret]));
        last.BeginConnection();
        last.Append(Out(text));
        last.Complete();
        _folder.Lines.Should().Equal("first", "the key is ***, and again ***", "last");
    }

    private static string Text(int line) => line.ToString("D19", CultureInfo.InvariantCulture);

    private static void WriteLines(
        Microsoft.Win32.SafeHandles.SafeFileHandle text,
        Microsoft.Win32.SafeHandles.SafeFileHandle index,
        int first,
        int count
    )
    {
        var entry = new byte[IndexEntry.Size];
        for (var line = first; line < first + count; line++)
        {
            RandomAccess.Write(text, Encoding.ASCII.GetBytes(Text(line) + "\n"), (line - 1L) * Width);
            new IndexEntry((long)line * Width, line, Overwrites: false).Write(entry);
            RandomAccess.Write(index, entry, LogIndex.EntryOffset(line - 1));
        }
    }
}
