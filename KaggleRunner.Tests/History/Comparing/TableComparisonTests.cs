using KaggleRunner.Core.History.Comparison.Tables;

namespace KaggleRunner.Tests.History.Comparing;

public sealed class TableComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_are_matched_by_the_column_that_names_them()
    {
        var diff = await CompareAsync(
            "epoch,loss,acc,old\n1,0.9,0.1,x\n2,0.8,0.2,x\n3,0.7,0.3,x\n4,0.6,0.4,x\n",
            "acc,new,epoch,loss\n0.15,y,1,0.9\n0.3,y,3,0.7\n0.4,y,4,0.5\n0.5,y,5,0.4\n"
        );

        diff.Key.Should().Be("epoch");
        diff.Columns.Should().Equal("acc", "epoch", "loss");
        diff.RemovedColumns.Should().Equal("old");
        diff.AddedColumns.Should().Equal("new");
        Words(diff).Should().Equal("Changed 1→1 acc:0.1→0.15", "Removed 2→", "Changed 4→3 loss:0.6→0.5", "Added →4");
        (diff.Same, diff.IsWhole).Should().Be((1, true));
    }

    [Fact]
    public async Task Without_such_a_column_they_are_matched_by_their_content_and_place()
    {
        var diff = await CompareAsync("a,b\n1,1\n1,1\n2,2\n3,3\n", "a,b\n1,1\n1,1\n2,9\n2,2\n3,3\n3,3\n");

        diff.Key.Should().BeNull();
        diff.Count(RowChange.Added).Should().Be(2);
        diff.Count(RowChange.Changed).Should().Be(0);
        diff.Same.Should().Be(4);
        Words(await CompareAsync("a,b\n1,1\n1,2\n", "a,b\n1,1\n1,3\n")).Should().Equal("Changed 2→2 b:2→3");
    }

    [Fact]
    public async Task Long_tables_are_compared_as_far_as_is_said()
    {
        var rows = Enumerable.Range(0, TableComparison.MostRows + 100).ToList();
        var diff = await CompareAsync(
            "n,x\n" + string.Concat(rows.Select(n => $"{n},{n}\n")),
            "n,x\n" + string.Concat(rows.Select(n => $"{n},{n + 1}\n"))
        );

        diff.Count(RowChange.Changed).Should().Be(TableComparison.MostRows);
        (diff.LookedBefore, diff.LookedAfter, diff.IsWhole)
            .Should()
            .Be((TableComparison.MostRows, TableComparison.MostRows, false));
    }

    [Fact]
    public async Task Tables_of_two_kinds_of_nothing_are_the_same_or_not()
    {
        (await CompareAsync("", "")).IsSame.Should().BeTrue();
        (await CompareAsync("a\n", "a\n")).IsSame.Should().BeTrue();
        (await CompareAsync("", "a\n1\n")).AddedColumns.Should().Equal("a");
        Words(await CompareAsync("a,a\n1,2\n", "a,a\n1,3\n")).Should().Equal("Changed 1→1 a (2):2→3");
    }

    private static IEnumerable<string> Words(TableDiff diff) =>
        diff.Rows.Select(row =>
            $"{row.Change} {row.Before}→{row.After}"
            + string.Concat(
                row.Cells.Zip(diff.Columns)
                    .Where(pair => pair.First.IsChanged)
                    .Select(pair => $" {pair.Second}:{pair.First.Before}→{pair.First.After}")
            )
        );

    private async Task<TableDiff> CompareAsync(string before, string after)
    {
        await File.WriteAllTextAsync(_folder.Combine("a.csv"), before, Cancel);
        await File.WriteAllTextAsync(_folder.Combine("b.csv"), after, Cancel);
        return await TableComparison.OfAsync(_folder.Combine("a.csv"), _folder.Combine("b.csv"), Cancel);
    }
}
