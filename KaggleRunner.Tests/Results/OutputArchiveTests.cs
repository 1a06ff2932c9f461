using System.IO.Compression;
using System.Text;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

public sealed class OutputArchiveTests : IDisposable
{
    private readonly RunFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_dates_and_bytes_are_those_of_the_files()
    {
        _folder.With("output/plots/größe 漢🎈.txt", "text").With("output/a.png", new string('p', 1000));
        File.SetLastWriteTime(_folder.In("output/a.png"), new DateTime(2024, 3, 1, 12, 30, 10, DateTimeKind.Local));

        using var archive = await PackAsync();

        archive.Entries.Select(entry => entry.FullName).Should().Equal("a.png", "plots/größe 漢🎈.txt");
        archive.Entries[0].LastWriteTime.DateTime.Should().Be(new DateTime(2024, 3, 1, 12, 30, 10));
        archive.Entries[0].CompressedLength.Should().Be(1000, "pictures are compressed already");
        using var text = new StreamReader(
            await archive.Entries[1].OpenAsync(TestContext.Current.CancellationToken),
            Encoding.UTF8
        );
        (await text.ReadToEndAsync(Cancelled)).Should().Be("text");
    }

    [Fact]
    public async Task A_file_that_vanished_is_told_inside()
    {
        _folder.With("output/a.txt").With("output/b.txt").With("output/c.txt");

        using var archive = await PackAsync(artifact =>
        {
            var path = _folder.In($"output/{artifact.Path}");
            if (artifact.Path == "b.txt")
            {
                File.Delete(path);
            }

            return path;
        });

        archive.Entries.Select(entry => entry.FullName).Should().Equal("a.txt", "c.txt", OutputArchive.Note);
        using var note = new StreamReader(await archive.Entries[2].OpenAsync(TestContext.Current.CancellationToken));
        (await note.ReadToEndAsync(Cancelled)).Should().Contain("b.txt: it was gone");
    }

    [Fact]
    public async Task Names_that_would_lead_elsewhere_or_meet_on_other_systems_are_told_and_not_packed()
    {
        _folder.With("output/a\\b").With("output/X.txt").With("output/x.txt");

        using var archive = await PackAsync();

        archive.Entries.Should().HaveCount(2);
        using var note = new StreamReader(
            await archive.GetEntry(OutputArchive.Note)!.OpenAsync(TestContext.Current.CancellationToken)
        );
        (await note.ReadToEndAsync(Cancelled)).Should().Contain("a\\b: the name holds").And.Contain("but for case");
    }

    [Fact]
    public async Task An_archive_that_is_broken_off_cannot_be_opened()
    {
        _folder.With("output/a.txt").With("output/b.txt");
        using var body = new MemoryStream();

        await FluentActions
            .Awaiting(() =>
                OutputArchive.WriteAsync(
                    body,
                    new OutputStore().List(_folder.Path),
                    artifact =>
                        artifact.Path == "a.txt" ? _folder.In("output/a.txt") : throw new IOException("unreadable"),
                    Cancelled
                )
            )
            .Should()
            .ThrowAsync<IOException>();

        FluentActions
            .Invoking(() => new ZipArchive(new MemoryStream(body.ToArray())))
            .Should()
            .Throw<InvalidDataException>();
    }

    [Fact]
    public async Task More_entries_than_the_old_format_knows_are_packed()
    {
        _folder.With("output/a");
        var many = Enumerable.Range(0, 70_000).Select(n => new Artifact($"{n}", 1, ArtifactKind.Other));
        using var body = new MemoryStream();

        await OutputArchive.WriteAsync(new OneWay(body), many, _ => _folder.In("output/a"), Cancelled);

        using var archive = new ZipArchive(body);
        archive.Entries.Should().HaveCount(70_000);
    }

    private async Task<ZipArchive> PackAsync(Func<Artifact, string?>? open = null)
    {
        var body = new MemoryStream();
        await OutputArchive.WriteAsync(
            new OneWay(body),
            new OutputStore().List(_folder.Path),
            open ?? (artifact => _folder.In($"output/{artifact.Path}")),
            Cancelled
        );
        return new ZipArchive(body);
    }

    /// <summary>As the body of an answer is: it cannot be gone back in.</summary>
    private sealed class OneWay(Stream into) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => into.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => into.Write(buffer, offset, count);
    }
}
