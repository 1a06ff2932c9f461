using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>The rows of the tree: read folder by folder as it is opened, or what a search found.</summary>
public sealed class TargetRows(RepositoryTree tree, Project project)
{
    private IReadOnlyList<TreeNode> _roots = [];
    private IReadOnlyList<TreeNode> _found = [];

    /// <summary>What was searched for; empty: the tree itself is shown.</summary>
    public string Search { get; private set; } = "";
    public bool IsSearching => Search.Length > 0;
    public bool IsLoaded { get; private set; }

    /// <summary>Why a folder could not be read, in a sentence.</summary>
    public string? Error { get; private set; }

    /// <summary>The row that keys act on.</summary>
    public TreeNode? Active { get; set; }

    public IReadOnlyList<TreeNode> Shown => IsSearching ? _found : [.. TreeNode.Visible(_roots)];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _roots = await ReadAsync("", null, cancellationToken);
        IsLoaded = true;
    }

    public async Task ToggleAsync(TreeNode node, CancellationToken cancellationToken)
    {
        node.IsOpen = !node.IsOpen;
        await LoadChildrenAsync(node, cancellationToken);
    }

    /// <summary>Opens the folders above a path and makes its row the active one.</summary>
    public async Task RevealAsync(string path, CancellationToken cancellationToken)
    {
        IReadOnlyList<TreeNode>? level = _roots;
        while (level?.FirstOrDefault(node => IsOn(path, node)) is { } node)
        {
            if (string.Equals(node.Entry.Path, path, StringComparison.Ordinal))
            {
                Active = node;
                return;
            }

            node.IsOpen = true;
            await LoadChildrenAsync(node, cancellationToken);
            level = node.Children;
            if (level is not null)
            {
                var at = level.TakeWhile(child => !IsOn(path, child)).Count();
                node.Limit = Math.Max(node.Limit, at < level.Count ? at + 1 : 0);
            }
        }
    }

    public async Task SearchAsync(string text, CancellationToken cancellationToken)
    {
        Search = text;
        if (text.Length == 0)
        {
            return;
        }

        try
        {
            var entries = await tree.SearchAsync(project, text, TreeNode.PageSize, cancellationToken);

            // Answers may come late: only the one to the text that stands there now is shown.
            if (string.Equals(text, Search, StringComparison.Ordinal))
            {
                _found = [.. entries.Select(entry => new TreeNode(entry, null))];
                Active = _found.Count > 0 ? _found[0] : null;
            }
        }
        catch (RunnerException e)
        {
            Error = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private static bool IsOn(string path, TreeNode node) =>
        string.Equals(path, node.Entry.Path, StringComparison.Ordinal)
        || path.StartsWith(node.Entry.Path + "/", StringComparison.Ordinal);

    private async Task LoadChildrenAsync(TreeNode node, CancellationToken cancellationToken)
    {
        if (node is { IsOpen: true, Children: null, IsLoading: false })
        {
            node.IsLoading = true;
            node.Children = await ReadAsync(node.Entry.Path, node, cancellationToken);
            node.IsLoading = false;
        }
    }

    private async Task<IReadOnlyList<TreeNode>> ReadAsync(
        string folder,
        TreeNode? parent,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var entries = await tree.ListAsync(project, folder, cancellationToken);
            Error = null;
            return [.. entries.Select(entry => new TreeNode(entry, parent))];
        }
        catch (RunnerException e)
        {
            Error = e.Sentence;
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
