using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class CapturedTextTests
{
    private const string Out = "--------------------------------- Captured Out ---------------------------------\n";
    private const string Err = "--------------------------------- Captured Err ---------------------------------\n";

    [Fact]
    public void One_stream_needs_no_heading() =>
        CapturedText.Of($"{Out}  one\ntwo\n\n{Err}\n").Should().Be("  one\ntwo");

    [Fact]
    public void Two_streams_are_told_apart() =>
        CapturedText.Of($"{Out}one\n\n{Err}two\n").Should().Be("— stdout —\none\n\n— stderr —\ntwo");

    [Fact]
    public void What_a_test_printed_itself_stays_as_it_is() =>
        CapturedText
            .Of("plain\n--- Captured Out of thin air ---\n")
            .Should()
            .Be("plain\n--- Captured Out of thin air ---");

    [Fact]
    public void Nothing_is_nothing() => CapturedText.Of($"{Out}\n{Err}\n").Should().BeEmpty();
}
