using KaggleRunner.Web.Charts;

namespace KaggleRunner.Tests.Web.Charts;

public sealed class ChartPlaceTests
{
    [Theory]
    [InlineData("loss", "", "loss")]
    [InlineData("train/loss", "", "loss")]
    [InlineData("val/loss", "", "loss")]
    [InlineData("loss/Validation", "", "loss")]
    [InlineData("val_loss", "", "loss")]
    [InlineData("validation_loss", "", "loss")]
    [InlineData("loss_test", "", "loss")]
    [InlineData("gan/train/d_loss", "gan", "d_loss")]
    [InlineData("generator/loss", "generator", "loss")]
    [InlineData("train", "", "train")]
    [InlineData("learning_rate", "", "learning_rate")]
    [InlineData("latest_loss", "", "latest_loss")]
    [InlineData("a/b/", "a/b", "")]
    [InlineData("", "", "")]
    public void The_same_measure_of_several_parts_of_the_data_shares_a_chart(
        string name,
        string section,
        string chart
    ) => ChartPlace.Of(name).Should().Be(new ChartPlace(section, chart));
}
