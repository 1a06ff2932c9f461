using KaggleRunner.CommandLine.Terminal;

namespace KaggleRunner.Tests.CommandLine;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text, \tßé漢😀", "plain text, \tßé漢😀")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("a\u001b]0;a title\u0007b", "ab")]
    [InlineData("a\u001b]8;;javascript:alert(1)\u001b\\link\u001b]8;;\u001b\\b", "alinkb")]
    [InlineData("a\u001b]52;c;ZXZpbA==\u001b\\b", "ab")]
    [InlineData("a\u001b[2J\u001b[H\u001b[10;10Hb", "ab")]
    [InlineData("a\u001bPq#0;2;0;0;0\u001b\\b", "ab")]
    [InlineData("a\u001bcb", "ab")]
    [InlineData("a\u001b(0b", "ab")]
    [InlineData("a\u009b31mb\u009d0;title\u009cc", "abc")]
    [InlineData("a\u0000\b\u0007\u007fb", "ab")]
    [InlineData("a\u202eb\u2066c\u2028d", "abcd")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\u001b]0;never ends", "a")]
    public void Plain_text_holds_no_escape_and_no_control_character(string hostile, string safe) =>
        TerminalText.Plain(hostile).Should().Be(safe);

    [Fact]
    public void Colours_stay_and_are_reset_at_the_end() =>
        TerminalText
            .Clean("\u001b[1;38;2;10;20;30mbold\u001b[2K\u001b[5A text", colours: true)
            .Should()
            .Be("\u001b[1;38;2;10;20;30mbold text\u001b[0m");

    [Fact]
    public void A_private_sequence_that_ends_like_a_colour_is_none() =>
        TerminalText.Clean("\u001b[>4;2mx\u001b[?1m", colours: true).Should().Be("x");

    [Fact]
    public void What_does_not_fit_is_cut_by_visible_characters() =>
        TerminalText
            .Clean("\u001b[31mabcdef\u001b[0m", colours: true, maxWidth: 3)
            .Should()
            .Be("\u001b[31mabc\u001b[0m");

    [Theory]
    [InlineData("10%\r50%\r100%", "100%")]
    [InlineData("\r10%", "10%")]
    [InlineData("windows\r", "windows")]
    [InlineData("no bar", "no bar")]
    public void A_rewritten_line_is_what_a_terminal_would_show_last(string line, string shown) =>
        TerminalText.LastState(line).Should().Be(shown);
}
