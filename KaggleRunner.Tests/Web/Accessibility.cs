using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Web;

/// <summary>What axe has to say of a page that would keep somebody from using it.</summary>
internal static class Accessibility
{
    private static readonly string[] Grave = ["serious", "critical"];

    // What passes is not asked for: telling it takes longer than looking.
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>A line for each element; empty when all is well.</summary>
    public static async Task<string> GraveAsync(IPage page)
    {
        var result = await page.RunAxe(Options);
        return string.Join(
            '\n',
            result
                .Violations.Where(violation => Grave.Contains(violation.Impact))
                // Monaco is vendored: the colours of its tokens (mtk…) on those of a change are its own.
                .SelectMany(violation =>
                    violation
                        .Nodes.Where(node => !node.Html.Contains("class=\"mtk", StringComparison.Ordinal))
                        .Select(node =>
                            $"{violation.Id}: {node.Target} {node.Html} {node.Any.FirstOrDefault()?.Message ?? node.All.FirstOrDefault()?.Message}"
                        )
                )
        );
    }
}
