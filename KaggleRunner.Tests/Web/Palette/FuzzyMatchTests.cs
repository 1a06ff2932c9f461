using KaggleRunner.Web.Palette;

namespace KaggleRunner.Tests.Web.Palette;

public sealed class FuzzyMatchTests
{
    [Theory]
    [InlineData("experiments/train.py", "train", "experiments/[train].py")]
    [InlineData("experiments/train.py", "TRAIN exp", "[exp]eriments/[train].py")]
    [InlineData("experiments/train.py", "etr", "[e]xperimen[t]s/t[r]ain.py")]
    [InlineData("Show the keyboard shortcuts", "ksc", "Show the [k]eyboard [s]hort[c]uts")]
    [InlineData("#42 tests", "42", "#[42] tests")]
    [InlineData("reload/load.py", "load", "reload/[load].py")]
    [InlineData("overload.py", "load", "over[load].py")]
    [InlineData("<b>x</b>", "b>", "<[b>]x</b>")]
    [InlineData("🎈 party", "party", "🎈 [party]")]
    [InlineData("anything", "", "anything")]
    public void What_was_typed_is_found_and_marked(string text, string typed, string marked)
    {
        var match = FuzzyMatch.Find(text, typed)!;

        var pieces = FuzzyMatch.Pieces(text, match.Hits).ToList();
        string.Concat(pieces.Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text)).Should().Be(marked);
    }

    [Theory]
    [InlineData("experiments/train.py", "trainx")]
    [InlineData("experiments/train.py", "niart")]
    [InlineData("Statistics", "tac")]
    [InlineData("", "a")]
    public void What_is_not_in_the_text_is_not_found(string text, string typed) =>
        FuzzyMatch.Find(text, typed).Should().BeNull();

    [Fact]
    public void The_closer_a_text_is_to_what_was_typed_the_better()
    {
        string[] texts = ["stop here and now later", "overstop", "the stop", "stop the run", "s-t-o-p"];

        texts
            .OrderBy(text => FuzzyMatch.Find(text, "stop")?.Rank ?? int.MaxValue)
            .Should()
            .Equal("stop here and now later", "stop the run", "the stop", "overstop", "s-t-o-p");
    }
}
