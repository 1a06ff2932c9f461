using Bunit;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class MatrixLineTests : BunitContext
{
    private static readonly RunSettings Settings = new() { Target = "train.py" };

    [Fact]
    public void Each_run_of_the_matrix_is_a_cell_and_a_press_shows_it()
    {
        var shown = 0;
        var plan = Plan(new("seed", ["1", "2"]), new("lr", ["0.1", "<i>0.01"]));

        var matrix = Render<MatrixLine>(p =>
            p.Add(m => m.Plan, plan).Add(m => m.Cell, 1).Add(m => m.OnCell, cell => shown = cell)
        );

        matrix.Find("p").TextContent.Should().Be("4 runs seed 1, 2 × lr 0.1, <i>0.01");
        var cells = matrix.FindAll("button");
        cells.Select(cell => cell.TextContent).Should().Equal("1 · 0.1", "1 · <i>0.01", "2 · 0.1", "2 · <i>0.01");
        cells[1].GetAttribute("aria-pressed").Should().Be("true");
        cells[2].GetAttribute("title").Should().Be("seed 2, lr 0.1");
        cells[3].Click();
        shown.Should().Be(3);
    }

    [Fact]
    public void A_matrix_of_one_run_says_which_and_none_says_nothing()
    {
        var one = Render<MatrixLine>(p => p.Add(m => m.Plan, Plan(new MatrixAxis("seed", ["2"]))));
        var none = Render<MatrixLine>(p => p.Add(m => m.Plan, new SettingsPlan(Settings, [], [Settings])));

        one.Find("p").TextContent.Should().Be("1 run seed 2");
        one.FindAll("button").Should().BeEmpty();
        none.Markup.Trim().Should().BeEmpty();
    }

    private static SettingsPlan Plan(params MatrixAxis[] axes)
    {
        IEnumerable<Dictionary<string, string>> cells = [new(StringComparer.Ordinal)];
        foreach (var axis in axes)
        {
            cells = cells.SelectMany(cell =>
                axis.Values.Select(value => new Dictionary<string, string>(cell, StringComparer.Ordinal)
                {
                    [axis.Key] = value,
                })
            );
        }

        return new(Settings, axes, [.. cells.Select(cell => Settings with { Matrix = cell })]);
    }
}
