using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// The repository as a tree that is read folder by folder as it is opened; keys as in any tree: arrows, Home, End, Enter.
/// </summary>
public sealed partial class TargetTree : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<TreeNode> _roots = [];
    private IReadOnlyList<TreeNode> _found = [];
    private Project? _project;
    private TreeNode? _active;
    private JsModule? _module;
    private ElementReference _element;
    private string _search = "";
    private string? _error;
    private string? _revealed;
    private bool _isLoaded;

    [Parameter, EditorRequired]
    public required Project Project { get; set; }

    /// <summary>The path of the chosen target.</summary>
    [Parameter]
    public string? Current { get; set; }

    /// <summary>Raised with a target or a config that was chosen.</summary>
    [Parameter]
    public EventCallback<TreeEntry> OnChosen { get; set; }

    [Inject]
    private RepositoryTree Tree { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private bool IsSearching => _search.Length > 0;

    private IReadOnlyList<TreeNode> Rows => IsSearching ? _found : [.. TreeNode.Visible(_roots)];

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_project != Project)
        {
            _project = Project;
            (_roots, _found, _active, _search, _revealed, _isLoaded) = ([], [], null, "", null, false);
            _roots = await LoadAsync("", null);
            _isLoaded = true;
        }

        if (
            Current is { Length: > 0 } current
            && !string.Equals(_revealed, current, StringComparison.Ordinal)
            && _isLoaded
        )
        {
            _revealed = current;
            await RevealAsync(current.Split("::", 2)[0]);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = JsModule.Named(Js, "target-tree.js");
            await _module.CallAsync("attach", _element);
        }
    }

    private async Task<IReadOnlyList<TreeNode>> LoadAsync(string folder, TreeNode? parent)
    {
        try
        {
            var entries = await Tree.ListAsync(Project, folder, _gone.Token);
            _error = null;
            return [.. entries.Select(entry => new TreeNode(entry, parent))];
        }
        catch (RunnerException e)
        {
            _error = e.Sentence;
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task ToggleAsync(TreeNode node)
    {
        node.IsOpen = !node.IsOpen;
        await LoadChildrenAsync(node);
    }

    private async Task LoadChildrenAsync(TreeNode node)
    {
        if (node is { IsOpen: true, Children: null, IsLoading: false })
        {
            node.IsLoading = true;
            node.Children = await LoadAsync(node.Entry.Path, node);
            node.IsLoading = false;
        }
    }

    private async Task RevealAsync(string path)
    {
        IReadOnlyList<TreeNode>? level = _roots;
        while (level?.FirstOrDefault(node => IsOn(path, node)) is { } node)
        {
            if (string.Equals(node.Entry.Path, path, StringComparison.Ordinal))
            {
                _active = node;
                return;
            }

            node.IsOpen = true;
            await LoadChildrenAsync(node);
            level = node.Children;
            if (level is not null)
            {
                var at = level.TakeWhile(child => !IsOn(path, child)).Count();
                node.Limit = Math.Max(node.Limit, at < level.Count ? at + 1 : 0);
            }
        }
    }

    private static bool IsOn(string path, TreeNode node) =>
        string.Equals(path, node.Entry.Path, StringComparison.Ordinal)
        || path.StartsWith(node.Entry.Path + "/", StringComparison.Ordinal);

    private async Task SearchAsync(ChangeEventArgs e)
    {
        var text = _search = e.Value?.ToString()?.Trim() ?? "";
        if (text.Length == 0)
        {
            return;
        }

        try
        {
            var entries = await Tree.SearchAsync(Project, text, TreeNode.PageSize, _gone.Token);

            // Answers may come late: only the one to the text that stands there now is shown.
            if (string.Equals(text, _search, StringComparison.Ordinal))
            {
                _found = [.. entries.Select(entry => new TreeNode(entry, null))];
                _active = _found.Count > 0 ? _found[0] : null;
            }
        }
        catch (RunnerException ex)
        {
            _error = ex.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task LeaveSearch(KeyboardEventArgs e)
    {
        if (e.Key is "Escape")
        {
            _search = "";
        }
        else if (e.Key is "ArrowDown")
        {
            await _element.FocusAsync();
        }
        else if (e.Key is "Enter" && IsSearching && _active is { } active)
        {
            await ClickAsync(active);
        }
    }

    private async Task ClickAsync(TreeNode node)
    {
        _active = node;
        if (node.Entry.IsTarget || node.Entry.Kind == TreeEntryKind.Config)
        {
            _revealed = node.Entry.IsTarget ? node.Entry.Path : _revealed;
            await OnChosen.InvokeAsync(node.Entry);
        }

        if (!node.Entry.IsFolder || IsSearching)
        {
            return;
        }

        // A folder of tests is opened by the click that chooses it, and closed by its arrow only.
        if (node.Entry.IsTarget && node.IsOpen)
        {
            return;
        }

        await ToggleAsync(node);
    }

    private async Task MoveAsync(KeyboardEventArgs e)
    {
        var rows = Rows;
        if (rows.Count == 0)
        {
            return;
        }

        var at = Math.Max(0, rows.ToList().IndexOf(_active!));
        var node = rows[at];
        switch (e.Key)
        {
            case "ArrowDown":
                _active = _active is null ? rows[0] : rows[Math.Min(rows.Count - 1, at + 1)];
                break;
            case "ArrowUp":
                _active = rows[Math.Max(0, at - 1)];
                break;
            case "Home":
                _active = rows[0];
                break;
            case "End":
                _active = rows[^1];
                break;
            case "ArrowRight" when node is { Entry.IsFolder: true, IsOpen: false }:
                await ToggleAsync(node);
                break;
            case "ArrowRight" when node.IsOpen && node.Children is { Count: > 0 } children:
                _active = children[0];
                break;
            case "ArrowLeft" when node is { Entry.IsFolder: true, IsOpen: true }:
                node.IsOpen = false;
                break;
            case "ArrowLeft":
                _active = node.Parent ?? node;
                break;
            case "Enter" or " ":
                await ClickAsync(node);
                break;
        }

        if (_active is { } active && _module is not null)
        {
            await _module.CallAsync("show", IdOf(active));
        }
    }

    private bool IsCurrent(TreeNode node) => string.Equals(node.Entry.Path, Current, StringComparison.Ordinal);

    private string? Expanded(TreeNode node) =>
        node.Entry.IsFolder && !IsSearching ? (node.IsOpen ? "true" : "false") : null;

    private string Look(TreeNode node) =>
        string.Join(
            ' ',
            node.Entry.Kind.ToString().ToLowerInvariant(),
            IsCurrent(node) ? "current" : "",
            ReferenceEquals(node, _active) ? "active" : "",
            node.Entry.IsTarget || node.Entry.IsFolder || node.Entry.Kind == TreeEntryKind.Config ? "" : "idle"
        );

    /// <summary>The folder whose page ends with this row; null when the row ends none.</summary>
    private static TreeNode? LastOfFull(TreeNode node) =>
        node is { Parent: { Hidden: > 0 } parent }
        && !node.IsOpen
        && ReferenceEquals(parent.Children![parent.Limit - 1], node)
            ? parent
            : null;

    private static string IdOf(TreeNode node) =>
        $"node-{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(node):x}";
}
