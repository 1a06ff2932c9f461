using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.NewRun;

/// <summary>The repository as a tree in which targets and configs are chosen, by click, key or search.</summary>
public sealed partial class TargetTree : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private TargetRows _rows = default!;
    private Project? _project;
    private JsModule? _module;
    private ElementReference _element;
    private string? _revealed;
    private string _sought = "";

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
            (_rows, _revealed, _sought) = (new TargetRows(Tree, Project), null, "");
            await _rows.LoadAsync(_gone.Token);
        }

        if (
            Current is { Length: > 0 } current
            && !string.Equals(_revealed, current, StringComparison.Ordinal)
            && _rows.IsLoaded
        )
        {
            _revealed = current;
            await _rows.RevealAsync(current.Split("::", 2)[0], _gone.Token);
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

    private Task ToggleAsync(TreeNode node) => _rows.ToggleAsync(node, _gone.Token);

    private Task SearchAsync(string? text)
    {
        _sought = text ?? "";
        return _rows.SearchAsync(_sought.Trim(), _gone.Token);
    }

    private async Task LeaveSearch(KeyboardEventArgs e)
    {
        if (e.Key is "Escape")
        {
            await SearchAsync("");
        }
        else if (e.Key is "ArrowDown")
        {
            await _element.FocusAsync();
        }
        else if (e.Key is "Enter" && _rows is { IsSearching: true, Active: { } active })
        {
            await ClickAsync(active);
        }
    }

    private async Task ClickAsync(TreeNode node)
    {
        _rows.Active = node;
        if (node.Entry.IsTarget || node.Entry.Kind == TreeEntryKind.Config)
        {
            _revealed = node.Entry.IsTarget ? node.Entry.Path : _revealed;
            await OnChosen.InvokeAsync(node.Entry);
        }

        // A folder of tests is opened by the click that chooses it, and closed by its arrow only.
        if (node.Entry.IsFolder && !_rows.IsSearching && !(node.Entry.IsTarget && node.IsOpen))
        {
            await ToggleAsync(node);
        }
    }

    private async Task MoveAsync(KeyboardEventArgs e)
    {
        var shown = _rows.Shown;
        if (shown.Count == 0)
        {
            return;
        }

        var node = _rows.Active ?? shown[0];
        if (e.Key is "Enter" or " ")
        {
            await ClickAsync(node);
        }
        else if (TreeKeys.Toggles(node, e.Key))
        {
            await ToggleAsync(node);
        }
        else
        {
            _rows.Active = TreeKeys.Move(shown, _rows.Active, e.Key);
        }

        if (_rows.Active is { } active && _module is not null)
        {
            await _module.CallAsync("show", IdOf(active));
        }
    }

    private bool IsCurrent(TreeNode node) => string.Equals(node.Entry.Path, Current, StringComparison.Ordinal);

    private string? Expanded(TreeNode node) =>
        node.Entry.IsFolder && !_rows.IsSearching ? (node.IsOpen ? "true" : "false") : null;

    private string Look(TreeNode node) =>
        string.Join(
            ' ',
            node.Entry.Kind.ToString().ToLowerInvariant(),
            IsCurrent(node) ? "current" : "",
            ReferenceEquals(node, _rows.Active) ? "active" : "",
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
