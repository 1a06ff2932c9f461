namespace KaggleRunner.Web.NewRun;

/// <summary>What a key does in the tree, as in any tree: the row that becomes active, or what happens to the active one.</summary>
public static class TreeKeys
{
    /// <summary>The row that the key leads to; the same one where it leads nowhere.</summary>
    public static TreeNode? Move(IReadOnlyList<TreeNode> rows, TreeNode? active, string key)
    {
        if (rows.Count == 0)
        {
            return active;
        }

        var at = Math.Max(0, rows.TakeWhile(row => !ReferenceEquals(row, active)).Count());
        at = at < rows.Count ? at : 0;
        var node = rows[at];
        return key switch
        {
            "ArrowDown" when active is null => rows[0],
            "ArrowDown" => rows[Math.Min(rows.Count - 1, at + 1)],
            "ArrowUp" => rows[Math.Max(0, at - 1)],
            "Home" => rows[0],
            "End" => rows[^1],
            "ArrowRight" when node is { IsOpen: true, Children: { Count: > 0 } children } => children[0],
            "ArrowLeft" when node is not { Entry.IsFolder: true, IsOpen: true } => node.Parent ?? node,
            _ => active,
        };
    }

    /// <summary>True when the key opens or closes the row.</summary>
    public static bool Toggles(TreeNode node, string key) =>
        key is "ArrowRight" && node is { Entry.IsFolder: true, IsOpen: false }
        || key is "ArrowLeft" && node is { Entry.IsFolder: true, IsOpen: true };
}
