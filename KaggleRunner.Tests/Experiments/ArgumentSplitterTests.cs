using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.Experiments;

public sealed class ArgumentSplitterTests
{
    [Theory]
    [InlineData("--epochs 30", new[] { "--epochs", "30" })]
    [InlineData("  a\t b\n", new[] { "a", "b" })]
    [InlineData("", new string[0])]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData("'a b' \"c d\" e\\ f", new[] { "a b", "c d", "e f" })]
    [InlineData("pre'mid'\"post\"", new[] { "premidpost" })]
    [InlineData("'$HOME' $HOME `x` $(y) *", new[] { "$HOME", "$HOME", "`x`", "$(y)", "*" })]
    [InlineData("\"a\\\"b\\\\c\\d\\$e\"", new[] { "a\"b\\c\\d$e" })]
    [InlineData("'it'\\''s'", new[] { "it's" })]
    [InlineData("a\\\nb \"c\\\nd\"", new[] { "ab", "cd" })]
    [InlineData("# | ; & < >", new[] { "#", "|", ";", "&", "<", ">" })]
    public void A_line_is_split_like_a_shell_does_without_expansion(string line, string[] expected) =>
        ArgumentSplitter.Split(line).Should().Equal(expected);

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b\\\"")]
    [InlineData("a \\")]
    public void What_is_not_closed_is_refused(string line)
    {
        var act = () => ArgumentSplitter.Split(line);

        act.Should().Throw<RunnerException>().Which.Remedy.Should().NotBeNull();
    }

    [Fact]
    public void What_is_joined_is_split_into_the_same()
    {
        string[] arguments = ["", "a b", "it's", "\"q\"", "\\", "\n", "🎉", "--x=1", "{0}", "$(rm)"];

        ArgumentSplitter.Split(ArgumentSplitter.Join(arguments)).Should().Equal(arguments);
        ArgumentSplitter.Join(["--epochs", "30"]).Should().Be("--epochs 30");
    }

    [Theory]
    [InlineData("2h", 7200)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("45s", 45)]
    [InlineData("3600", 3600)]
    [InlineData("1.5h", 5400)]
    [InlineData("1d", 86400)]
    public void A_duration_is_read(string text, int seconds) =>
        Durations.Parse(text).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1h")]
    [InlineData("2 hours")]
    [InlineData("99999d")]
    [InlineData("30m1h")]
    public void What_is_no_duration_is_refused(string text)
    {
        var act = () => Durations.Parse(text);

        act.Should().Throw<RunnerException>().WithMessage("*is no duration*");
    }

    [Theory]
    [InlineData("2h")]
    [InlineData("1h30m")]
    [InlineData("45s")]
    [InlineData("30h1s")]
    public void A_duration_is_written_as_it_is_read(string text) =>
        Durations.Format(Durations.Parse(text)).Should().Be(text);
}
