using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>A row of the tree; its children are loaded when it is opened for the first time.</summary>
public sealed class TreeNode(TreeEntry entry, TreeNode? parent)
{
    /// <summary>How many children of a folder are shown at once.</summary>
    public const int PageSize = 200;

    public TreeEntry Entry { get; } = entry;
    public TreeNode? Parent { get; } = parent;
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;
    public bool IsOpen { get; set; }
    public bool IsLoading { get; set; }

    /// <summary>Null until loaded.</summary>
    public IReadOnlyList<TreeNode>? Children { get; set; }
    public int Limit { get; set; } = PageSize;

    public int Hidden => Math.Max(0, (Children?.Count ?? 0) - Limit);

    /// <summary>The rows of these nodes and of all that is open below them, from top to bottom.</summary>
    public static IEnumerable<TreeNode> Visible(IEnumerable<TreeNode> nodes)
    {
        foreach (var node in nodes)
        {
            yield return node;
            if (node is { IsOpen: true, Children: { } children })
            {
                foreach (var below in Visible(children.Take(node.Limit)))
                {
                    yield return below;
                }
            }
        }
    }
}
