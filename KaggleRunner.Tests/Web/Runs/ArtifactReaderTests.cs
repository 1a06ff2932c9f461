using KaggleRunner.Core.Results;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class ArtifactReaderTests
{
    [Theory]
    [InlineData(">", 200_000)]
    [InlineData("[", 200_000)]
    [InlineData("![", 100_000)]
    [InlineData("*a ", 60_000)]
    [InlineData("[a](", 50_000)]
    [InlineData("- ", 100_000)]
    [InlineData("<a>", 60_000)]
    [InlineData("|", 200_000)]
    public async Task Markdown_made_to_break_the_page_is_shown_as_something(string part, int times)
    {
        using var run = new TemporaryFolder();
        Directory.CreateDirectory(run.Combine("output"));
        var text = string.Concat(Enumerable.Repeat(part, times));
        await File.WriteAllTextAsync(run.Combine("output", "x.md"), text, TestContext.Current.CancellationToken);
        var reader = new ArtifactReader(new OutputStore(), run.Path, path => path, path => path, path => path);

        var view = await reader.ReadAsync(
            new Artifact("x.md", text.Length, ArtifactKind.Markdown),
            TestContext.Current.CancellationToken
        );

        view.Should().Match<ArtifactView>(shown => shown is TextContent || shown is MarkdownContent);
    }
}
