using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Browser;

/// <summary>What is asked of each page at its sizes and in both themes.</summary>
internal static class Looks
{
    private static readonly string[] Grave = ["serious", "critical"];

    public static IReadOnlyList<(int Width, int Height, ColorScheme Scheme)> All { get; } =
    [
        (1440, 900, ColorScheme.Light),
        (1440, 900, ColorScheme.Dark),
        (390, 844, ColorScheme.Light),
        (390, 844, ColorScheme.Dark),
    ];

    /// <summary>It does not scroll sideways, axe has nothing serious to say of it, and nothing went wrong.</summary>
    public static async Task ExpectFitAsync(Visit visit, string name)
    {
        await visit.ShotAsync(name.ToLowerInvariant());
        (await visit.SidewaysAsync()).Should().Be(0, $"{name} must not scroll sideways");
        var result = await visit.Page.RunAxe();
        var grave = result
            .Violations.Where(violation => Grave.Contains(violation.Impact))
            // Monaco is vendored: the colours of its tokens (mtk…) on those of a change are its own.
            .SelectMany(violation =>
                violation
                    .Nodes.Where(node => !node.Html.Contains("class=\"mtk", StringComparison.Ordinal))
                    .Select(node => $"{violation.Id}: {node.Target} {node.Html}")
            );
        string.Join('\n', grave).Should().BeEmpty(name);
        visit.Errors.Should().BeEmpty(name);
    }
}
