using System.Formats.Tar;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class ArchiveTests
{
    [Fact]
    public async Task Archives_become_folders_of_their_names()
    {
        await using var server = await RunningServer.StartAsync();

        await server.Caller.MakeDatasetAsync(
            "my-data",
            ("one.zip", Archives.Zip(("a/b.txt", "1"), ("empty/", ""), ("c\\d.txt", "2"))),
            ("two.tar.gz", Archives.Tar(zipped: true, Archives.File("./x/y.txt", "3"))),
            ("three.TGZ", Archives.Tar(zipped: true, Archives.File("z.txt", "4"))),
            ("four.tar", Archives.Tar(zipped: false, Archives.File("w.txt", "5"))),
            (".zip", "no archive, only named so"u8.ToArray()),
            ("raw.bin", Archives.Zip(("a.txt", "6")))
        );

        (await server.Caller.DatasetFilesAsync("my-data"))
            .Should()
            .Equal(".zip", "four/w.txt", "one/a/b.txt", "one/c/d.txt", "raw.bin", "three/z.txt", "two/x/y.txt");
    }

    [Fact]
    public async Task Links_in_archives_are_left_out_and_so_lead_nowhere()
    {
        await using var server = await RunningServer.StartAsync();
        var tar = Archives.Tar(
            zipped: true,
            Archives.Link(TarEntryType.SymbolicLink, "link", "/etc"),
            Archives.Link(TarEntryType.HardLink, "hard", "/etc/passwd"),
            Archives.File("link/x.txt", "through the link")
        );

        await server.Caller.MakeDatasetAsync(
            "my-data",
            ("one.tar.gz", tar),
            ("two.zip", Archives.ZipWithLink("link", "/etc/passwd"))
        );

        (await server.Caller.DatasetFilesAsync("my-data")).Should().Equal("one/link/x.txt", "two/plain.txt");
        File.Exists("/etc/x.txt").Should().BeFalse();
    }

    [Theory]
    [InlineData("../../../climbed.txt")]
    [InlineData("a/../../../climbed.txt")]
    [InlineData("..\\..\\climbed.txt")]
    [InlineData("/tmp/climbed.txt")]
    [InlineData("C:\\climbed.txt")]
    [InlineData("a\u0001b")]
    public async Task An_archive_that_climbs_out_fails_and_writes_nothing(string name)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.CreateAsync(
            "my-data",
            await server.Caller.UploadAsync("x.zip", Archives.Zip(("good.txt", "1"), (name, "2")))
        );

        (await server.Caller.EndOfDatasetAsync("my-data")).Should().Be("FAILED");
        var status = await server.Caller.CallAsync(
            "datasets.DatasetApiService/GetDatasetStatus",
            Uploads.Dataset("my-data")
        );
        status.GetProperty("errorMessage").GetString().Should().Contain("leads elsewhere");
        Directory
            .EnumerateFiles(server.Caller.Home, "climbed.txt", SearchOption.AllDirectories)
            .Should()
            .BeEmpty("nothing was written");
        Directory.Exists(Path.Combine(server.Caller.Home, "datasets/local/my-data/v1/files")).Should().BeFalse();
    }

    [Fact]
    public async Task An_archive_that_unpacks_beyond_the_limit_fails()
    {
        await using var server = await RunningServer.StartAsync(o => o with { DatasetLimit = 1_000_000 });
        var bomb = Archives.Zip(("a.txt", new string('0', 900_000)), ("b.txt", new string('0', 900_000)));
        bomb.Length.Should().BeLessThan(10_000);

        await server.Caller.CreateAsync("my-data", await server.Caller.UploadAsync("x.zip", bomb));

        (await server.Caller.EndOfDatasetAsync("my-data")).Should().Be("FAILED");
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    [InlineData("x.tar")]
    public async Task What_is_no_archive_but_says_so_fails_with_a_message(string name)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.CreateAsync("my-data", await server.Caller.UploadAsync(name, new string('x', 2000)));

        (await server.Caller.EndOfDatasetAsync("my-data")).Should().Be("FAILED");
        var status = await server.Caller.CallAsync(
            "datasets.DatasetApiService/GetDatasetStatus",
            Uploads.Dataset("my-data")
        );
        status.GetProperty("errorMessage").GetString().Should().Contain(name);
    }
}
