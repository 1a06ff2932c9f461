using KaggleRunner.Web.Charts;

namespace KaggleRunner.Tests.Web.Charts;

public sealed class ChartsViewTests
{
    [Fact]
    public void A_view_stands_in_the_address_and_is_read_from_it()
    {
        var view = new ChartsView("elapsed", new ChartRange(0.5, 1e10), new ChartRange(-1, 3), ["a&b", "train/loss"]);

        var address = view.ToAddress("/p/x/runs/1?tab=charts");

        address
            .Should()
            .Be("/p/x/runs/1?tab=charts&axis=elapsed&zoom=0.5..10000000000&machine=-1..3&hide=a%26b&hide=train%2Floss");
        ChartsView.Parse("elapsed", "0.5..10000000000", "-1..3", ["a&b", "train/loss"]).Should().BeEquivalentTo(view);
    }

    [Fact]
    public void Everything_is_shown_without_a_word_in_the_address() =>
        ChartsView.Parse("clock", null, null, null).ToAddress("/x").Should().Be("/x");

    [Theory]
    [InlineData("3..1")]
    [InlineData("1..1")]
    [InlineData("NaN..3")]
    [InlineData("1..Infinity")]
    [InlineData("1")]
    [InlineData("a..b")]
    [InlineData("1..2..3")]
    public void What_is_no_range_is_passed_over(string text) => ChartRange.Parse(text).Should().BeNull();
}
