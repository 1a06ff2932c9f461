using KaggleRunner.Web.Artifacts;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class MarkdownTextTests
{
    private readonly MarkdownText _markdown = new(
        "reports/report.md",
        path => path is "plots/loss.png" or "reports/data.csv",
        path => "/bytes/" + path,
        path => "/page?output=" + path
    );

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,AAAA)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    public void Nothing_in_a_report_can_run(string hostile)
    {
        var html = _markdown.ToHtml(hostile);

        html.Should()
            .NotContain("<script")
            .And.NotContain("<img")
            .And.NotContain("href=\"javascript")
            .And.NotContain("href=\"data");
    }

    [Fact]
    public void A_remote_image_is_not_loaded_and_its_words_stay() =>
        _markdown.ToHtml("![the plot](https://example.org/x.png)").Should().NotContain("<img").And.Contain("the plot");

    [Fact]
    public void Images_and_links_to_the_runs_own_outputs_lead_there()
    {
        _markdown.ToHtml("![p](../plots/loss.png)").Should().Contain("src=\"/bytes/plots/loss.png\"");
        _markdown.ToHtml("[d](data.csv)").Should().Contain("href=\"/page?output=reports/data.csv\"");
        _markdown.ToHtml("[d](../../etc/passwd)").Should().NotContain("href");
    }

    [Theory]
    [InlineData(">", 200_000)]
    [InlineData("[", 200_000)]
    [InlineData("![", 100_000)]
    [InlineData("*a ", 60_000)]
    [InlineData("[a](", 50_000)]
    [InlineData("- ", 100_000)]
    [InlineData("<a>", 60_000)]
    [InlineData("|", 200_000)]
    public void Markdown_made_to_break_the_page_breaks_nothing(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));

        FluentActions
            .Invoking(() => new MarkdownText("x.md", _ => true, path => path, path => path).TryToHtml(text))
            .Should()
            .NotThrow();
    }
}
