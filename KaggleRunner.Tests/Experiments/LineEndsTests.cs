using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.Experiments;

public sealed class LineEndsTests
{
    [Theory]
    [InlineData("a\nb\n", "a\nb\n", "a\nb\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n")]
    [InlineData("a\r\nb", "a\nb\nc", "a\r\nb\r\nc")]
    [InlineData("a\nb\n", "a\r\nx\r\nb\r\n", "a\nx\nb\n")]
    [InlineData("a\nb\n", "a\nb", "a\nb")]
    [InlineData("a\nb", "a\nb\n", "a\nb\n")]
    [InlineData("", "a\r\nb", "a\nb")]
    [InlineData("a\r\n", "", "")]
    public void Lines_end_as_they_did_and_new_ones_like_the_others(string before, string edited, string expected) =>
        LineEnds.Keep(before, edited).Should().Be(expected);

    [Fact]
    public void Mixed_line_ends_stay_where_they_were()
    {
        const string before = "one\r\ntwo\nthree\r\nfour\rfive\n";

        LineEnds.Keep(before, "one\ntwo\nTHREE\nfour\nfive\n").Should().Be("one\r\ntwo\nTHREE\r\nfour\rfive\n");
        LineEnds.Keep(before, before.ReplaceLineEndings("\r\n")).Should().Be(before);
    }
}
