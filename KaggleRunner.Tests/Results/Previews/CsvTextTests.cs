using KaggleRunner.Core.Results.Previews;

namespace KaggleRunner.Tests.Results.Previews;

public sealed class CsvTextTests
{
    [Fact]
    public void Quoted_cells_may_hold_commas_quotes_and_line_ends()
    {
        var rows = CsvText.Read("a,b\r\n\"x, y\",\"say \"\"hi\"\"\nthere\"\r\n", 10);

        rows.Should().HaveCount(2);
        rows[0].Should().Equal("a", "b");
        rows[1].Should().Equal("x, y", "say \"hi\"\nthere");
    }

    [Fact]
    public void Only_the_rows_asked_for_are_read() =>
        CsvText.Read(string.Join('\n', Enumerable.Range(0, 10_000)), 3).Should().HaveCount(3);
}
