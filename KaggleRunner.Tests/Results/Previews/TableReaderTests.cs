using System.Text;
using KaggleRunner.Core.Results.Previews;
using Parquet.Serialization;

namespace KaggleRunner.Tests.Results.Previews;

public sealed class TableReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "x,y\n1,2\n3,4\n")]
    [InlineData("a.csv", "\uFEFFx,y\r\n1,2\r\n3,4")]
    [InlineData("a.csv", "x;y\n1;2\n3;4\n")]
    [InlineData("a.tsv", "x\ty\n1\t2\n3\t4\n")]
    [InlineData("a.jsonl", "{\"x\":1,\"y\":\"2\"}\n{\"y\":4,\"x\":3}\n")]
    public async Task Columns_and_rows_are_read(string name, string text)
    {
        await using var table = await OpenAsync(name, text);

        table.Columns.Should().Equal("x", "y");
        Rows(await table.ReadAsync(0, 10, Cancel)).Should().Equal("1|2", "3|4");
        table.CountOn(Cancel);
        table.Total.Should().Be(2);
    }

    [Fact]
    public async Task Cells_hold_line_ends_and_quotes_and_rows_may_be_ragged()
    {
        await using var table = await OpenAsync("a.csv", "x,y\n\"a\nb\",\"say \"\"so\"\"\"\n5\" tall,2,3\n\n4\n");

        Rows(await table.ReadAsync(0, 10, Cancel)).Should().Equal("a\nb|say \"so\"", "5\" tall|2|3", "", "4");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_makes_one_long_row_that_is_cut()
    {
        await using var table = await OpenAsync(
            "a.csv",
            "x\n1\n\"" + string.Concat(Enumerable.Repeat("never ends\n", 200_000))
        );

        var rows = await table.ReadAsync(0, 10, Cancel);

        rows.Should().HaveCount(2);
        rows[1][0].Length.Should().BeLessThanOrEqualTo(RowFile.LongestRow);
    }

    [Fact]
    public async Task Any_page_of_a_long_table_is_read_and_it_sorts_by_number()
    {
        var text = new StringBuilder("n,name\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i * 7919 % 20_000).Append(",\"row\n").Append(i).Append("\"\n");
        }

        await using var table = await OpenAsync("a.csv", text.ToString());

        Rows(await table.ReadAsync(15_000, 2, Cancel))
            .Should()
            .Equal($"{15_000 * 7919 % 20_000}|row\n15000", $"{15_001 * 7919 % 20_000}|row\n15001");
        (await table.ReadSortedAsync(0, descending: false, 9, 2, ColumnWindow.All, Cancel))!
            .Select(row => row[0])
            .Should()
            .Equal("9", "10");
        (await table.ReadSortedAsync(0, descending: true, 0, 2, ColumnWindow.All, Cancel))!
            .Select(row => row[0])
            .Should()
            .Equal("19999", "19998");
        (await table.ReadAsync(20_000, 5, Cancel)).Should().BeEmpty();
        table.Total.Should().Be(20_000);
    }

    [Fact]
    public async Task A_huge_file_opens_at_once_and_is_not_sorted()
    {
        var path = _folder.Combine("huge.csv");
        await File.WriteAllTextAsync(path, "a,b\n1,2\n", Cancel);
        await using (var file = File.OpenWrite(path))
        {
            file.SetLength(40_000_000_000);
        }

        await using var table = await TableReader.OpenAsync(path, Cancel);

        table.Columns.Should().Equal("a", "b");
        Rows(await table.ReadAsync(0, 1, Cancel)).Should().Equal("1|2");
        table.Total.Should().BeNull();
        (await table.ReadSortedAsync(0, descending: false, 0, 10, ColumnWindow.All, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task Json_lines_that_are_no_objects_or_no_json_are_shown_as_they_are()
    {
        await using var table = await OpenAsync(
            "a.jsonl",
            "{\"__proto__\":{\"a\":1}}\n[1,2]\nnot json\n" + new string('[', 100_000) + "\n"
        );

        table.Columns.Should().Equal("__proto__", "value");
        var rows = await table.ReadAsync(0, 10, Cancel);
        rows[0][0].Should().Be("{\"a\":1}");
        rows[1][1].Should().Be("[1,2]");
        rows[2][1].Should().Be("not json");
        rows.Should().HaveCount(4);
    }

    [Fact]
    public async Task Parquet_is_read_over_its_row_groups()
    {
        var path = _folder.Combine("a.parquet");
        await using (var file = File.Create(path))
        {
            var rows = Enumerable
                .Range(0, 1000)
                .Select(i => new Sample
                {
                    Id = i,
                    Name = i % 3 == 0 ? null : $"n{i}",
                    Loss = i / 4.0,
                    Maybe = i % 2 == 0 ? null : i,
                });
            await ParquetSerializer.SerializeAsync(
                rows,
                file,
                new Parquet.ParquetOptions { RowGroupSize = 300 },
                cancellationToken: Cancel
            );
        }

        await using var table = await TableReader.OpenAsync(path, Cancel);

        table.Columns.Should().Equal("Id", "Name", "Loss", "Maybe");
        table.Total.Should().Be(1000);
        Rows(await table.ReadAsync(299, 3, Cancel))
            .Should()
            .Equal("299|n299|74.75|299", "300||75|", "301|n301|75.25|301");
        (await table.ReadSortedAsync(0, descending: true, 0, 1, ColumnWindow.All, Cancel))![0][0].Should().Be("999");
    }

    [Fact]
    public async Task Lists_maps_and_structures_in_Parquet_are_shown_as_json()
    {
        var path = _folder.Combine("nested.parquet");
        await using (var file = File.Create(path))
        {
            Nested[] rows =
            [
                new()
                {
                    Id = 1,
                    Numbers = [1, 2],
                    Place = new Place { X = 0.5, Name = "a \"b\"" },
                    Words = new(StringComparer.Ordinal) { ["k"] = "v" },
                    Places = [new Place { X = 1, Name = "p" }, new Place { X = 2 }],
                    Grid =
                    [
                        [1],
                        [],
                        [2, 3],
                    ],
                },
                new() { Id = 2, Numbers = [] },
                new()
                {
                    Id = 3,
                    Numbers = [7],
                    Places = [new Place { X = 9, Name = "q" }],
                },
            ];
            await ParquetSerializer.SerializeAsync(rows, file, cancellationToken: Cancel);
        }

        await using var table = await TableReader.OpenAsync(path, Cancel);

        table.Columns.Should().Equal("Id", "Numbers", "Place", "Words", "Places", "Grid");
        var read = await table.ReadAsync(0, 10, Cancel);
        read[0]
            .Should()
            .Equal(
                "1",
                "[1,2]",
                "{\"X\":0.5,\"Name\":\"a \\\"b\\\"\"}",
                "{\"k\":\"v\"}",
                "[{\"X\":1,\"Name\":\"p\"},{\"X\":2,\"Name\":null}]",
                "[[1],[],[2,3]]"
            );
        read[1][1].Should().Be("[]");
        read[1][2].Should().BeEmpty();
        read[2][1].Should().Be("[7]");
        read[2][4].Should().Be("[{\"X\":9,\"Name\":\"q\"}]");
        (await table.ReadAsync(2, 1, new ColumnWindow(1, 1), Cancel))[0].Should().Equal("[7]");
    }

    [Fact]
    public async Task A_wide_table_is_read_in_parts_sideways()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"c{i}");
        await using var table = await OpenAsync(
            "wide.csv",
            string.Join(',', names) + "\n" + string.Join(',', Enumerable.Range(0, 1000)) + "\n"
        );

        table.Columns.Should().HaveCount(1000);
        (await table.ReadAsync(0, 1, new ColumnWindow(960, 60), Cancel))[0]
            .Should()
            .Equal(Enumerable.Range(960, 40).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData("a.csv", "utf-16", "x,y\n\"a\nb\",2\nчерта,Ċ4\n")]
    [InlineData("a.csv", "utf-16BE", "x,y\r\n\"a\nb\",2\r\nчерта,Ċ4")]
    [InlineData("a.tsv", "utf-16", "x\ty\n\"a\nb\"\t2\nчерта\tĊ4\n")]
    [InlineData("a.jsonl", "utf-16", "{\"x\":\"a\\nb\",\"y\":2}\n{\"x\":\"черта\",\"y\":\"Ċ4\"}\n")]
    public async Task Tables_in_UTF_16_are_told_by_their_mark(string name, string encoding, string text)
    {
        var path = _folder.Combine(name);
        await File.WriteAllTextAsync(path, text, Encoding.GetEncoding(encoding), Cancel);

        await using var table = await TableReader.OpenAsync(path, Cancel);

        table.Columns.Should().Equal("x", "y");
        Rows(await table.ReadAsync(0, 10, Cancel)).Should().Equal("a\nb|2", "черта|Ċ4");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1 no parquet at all, and not long either PAR1")]
    [InlineData("PAR1\u0001\u0002\u0003\u0004\u0005\u0006\u00ff\u007f\u007f\u007fPAR1")]
    public async Task A_damaged_parquet_file_is_refused_in_words(string content)
    {
        var open = async () => await OpenAsync("a.parquet", content);

        (await open.Should().ThrowAsync<Exception>())
            .Which.Should()
            .Match<Exception>(e => e is InvalidDataException || e is IOException);
    }

    private static IEnumerable<string> Rows(IReadOnlyList<IReadOnlyList<string>> rows) =>
        rows.Select(row => string.Join('|', row));

    private async Task<TableReader> OpenAsync(string name, string text)
    {
        var path = _folder.Combine(name);
        await File.WriteAllTextAsync(path, text, Cancel);
        return await TableReader.OpenAsync(path, Cancel);
    }

    private sealed class Nested
    {
        public int Id { get; set; }
        public List<int>? Numbers { get; set; }
        public Place? Place { get; set; }
        public Dictionary<string, string>? Words { get; set; }
        public List<Place>? Places { get; set; }
        public List<List<int>>? Grid { get; set; }
    }

    private sealed class Place
    {
        public double X { get; set; }
        public string? Name { get; set; }
    }

    private sealed class Sample
    {
        public int Id { get; set; }
        public string? Name { get; set; }
        public double Loss { get; set; }
        public long? Maybe { get; set; }
    }
}
