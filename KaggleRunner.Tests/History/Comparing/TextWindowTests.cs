using KaggleRunner.Core.History.Comparison.Texts;

namespace KaggleRunner.Tests.History.Comparing;

public sealed class TextWindowTests : IDisposable
{
    private const int Most = 2000;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Long_texts_are_shown_from_a_little_before_their_first_difference()
    {
        var lines = Enumerable.Range(0, 300_000).Select(n => $"line {n}\n").ToList();
        var after = lines.ToList();
        after[250_000] = "another\n";

        var found = await FindAsync(string.Concat(lines), string.Concat(after));

        found!.SameLines.Should().Be(249_990);
        found.Before.Should().StartWith("line 249990\n").And.Contain("line 250000\n").And.EndWith("\n");
        found.After.Should().StartWith("line 249990\n").And.Contain("another\n");
        found.Before.Length.Should().BeInRange(Most - 20, Most);
        found.IsWhole.Should().BeFalse();
    }

    [Theory]
    [InlineData("a\nb\n", "x\nb\n", 0, "a\nb\n", "x\nb\n")]
    [InlineData("a\nb\n", "a\nb\nc\n", 0, "a\nb\n", "a\nb\nc\n")]
    [InlineData("", "a", 0, "", "a")]
    [InlineData("same", "same", 0, "same", "same")]
    public async Task Short_ones_are_shown_whole(string before, string after, int same, string first, string other)
    {
        var found = await FindAsync(before, after);

        found.Should().Be(new TextWindow(first, other, same, IsWhole: true));
    }

    [Fact]
    public async Task One_endless_line_is_shown_where_it_differs_and_what_is_no_text_is_not()
    {
        var line = new string('x', 3_000_000);

        var found = await FindAsync($"{line}a", $"{line}b");

        (found!.Before, found.After, found.SameLines).Should().Be(("a", "b", 0));
        (await FindAsync("a\0b", "a\0c")).Should().BeNull();
    }

    private async Task<TextWindow?> FindAsync(string before, string after)
    {
        await File.WriteAllTextAsync(_folder.Combine("a"), before, Cancel);
        await File.WriteAllTextAsync(_folder.Combine("b"), after, Cancel);
        return await TextWindow.FindAsync(_folder.Combine("a"), _folder.Combine("b"), Most, Cancel);
    }
}
