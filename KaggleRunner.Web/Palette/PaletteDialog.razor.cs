using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Common;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace KaggleRunner.Web.Palette;

/// <summary>Ctrl+K: one field that finds runs, targets, plots, pages and what can be done here, over any page.</summary>
public sealed partial class PaletteDialog : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    // What is not found by then (a large repository that is read the first time) is added below what is.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(80);

    private readonly string _id = $"palette-{Guid.NewGuid():N}";
    private ElementReference _dialog;
    private JsModule? _module;
    private DotNetObjectReference<PaletteDialog>? _self;
    private CancellationTokenSource _typing = new();
    private Task _search = Task.CompletedTask;
    private IReadOnlyList<Project> _projects = [];
    private Project? _current;
    private PaletteView _shown = PaletteView.Nothing;
    private string _text = "";
    private string? _shownText;
    private int _at;
    private bool _isOpen;
    private bool _isSearching;
    private bool _hasMoved;

    [Inject]
    private PaletteSearch Search { get; set; } = default!;

    [Inject]
    private PageCommands Commands { get; set; } = default!;

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Said =>
        !_isOpen || (_isSearching && _shown.Items.Count > 0) ? ""
        : _isSearching ? "Looking…"
        : _shown.Items.Count == 0 ? $"Nothing is found by “{_text.Trim()}”."
        : HumanText.Count(_shown.Items.Count, "result");

    /// <summary>The browser has opened the dialog.</summary>
    [JSInvokable]
    public Task OnBrowserOpenAsync()
    {
        (_isOpen, _text, _shown, _shownText) = (true, "", PaletteView.Nothing, null);
        Begin(isNew: true);
        return _search;
    }

    /// <summary>The browser has closed it.</summary>
    [JSInvokable]
    public void OnBrowserClosed()
    {
        _typing.Cancel();
        (_isOpen, _text, _shown, _at) = (false, "", PaletteView.Nothing, 0);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        if (_module is not null)
        {
            _module.Tell("detach");
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = JsModule.Named(Js, "palette.js");
            await _module.CallAsync("attach", _dialog, _self);
        }
        else if (_hasMoved && _module is not null)
        {
            _hasMoved = false;
            await _module.CallAsync("show", $"{_id}-{_at}");
        }
    }

    private void Type(ChangeEventArgs e)
    {
        _text = e.Value?.ToString() ?? "";
        Begin(isNew: false);
    }

    /// <summary>What was being looked for is given up.</summary>
    private void Begin(bool isNew)
    {
        _typing.Cancel();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        _isSearching = true;
        _search = FindAsync(_text.Trim(), isNew, _typing.Token);
    }

    private async Task FindAsync(string typed, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            if (isNew)
            {
                _projects = await Store.ListProjectsAsync(cancellationToken);
                _current = await Current.FindAsync(ProjectInAddress(), cancellationToken);
            }
            else
            {
                await Task.Delay(Quiet, Clock, cancellationToken);
            }

            var parts = Search.Begin(typed, Commands.Items, _current, _projects, cancellationToken);
            await Task.WhenAny(Task.WhenAll(parts), Task.Delay(Patience, Clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            var late = parts.Where(part => !part.IsCompleted).ToList();
            var groups = new List<PaletteGroup>();
            foreach (var part in parts.Except(late))
            {
                groups.Add(await part);
            }

            _shownText = typed;
            Show(groups, at: 0, isDone: late.Count == 0);
            foreach (var part in late)
            {
                groups.Add(await part);
                cancellationToken.ThrowIfCancellationRequested();
                Show(groups, _at, isDone: groups.Count == parts.Count);
            }
        }
        catch (OperationCanceledException)
        {
            // Something else was typed, or the dialog was closed.
        }
        catch (RunnerException e) when (!cancellationToken.IsCancellationRequested)
        {
            (_shown, _isSearching) = (new PaletteView([], [e.Sentence]), false);
            StateHasChanged();
        }
    }

    private void Show(IReadOnlyCollection<PaletteGroup> groups, int at, bool isDone)
    {
        _shown = PaletteView.Of(groups);
        (_at, _isSearching) = (at, !isDone);
        StateHasChanged();
    }

    private async Task PressedAsync(KeyboardEventArgs e)
    {
        if (e.IsComposing)
        {
            return;
        }

        if (_shown.Move(_at, e.Key) is { } at)
        {
            (_at, _hasMoved) = (at, true);
        }
        else if (e.Key == "Enter")
        {
            await TakeAsync(null);
        }
    }

    /// <param name="item">Null: the one that the keyboard is at, of what is found by all that was typed.</param>
    private async Task TakeAsync(PaletteItem? item)
    {
        if (item is null)
        {
            if (_shownText != _text.Trim())
            {
                // Who types and presses Enter at once means what will be found.
                await _search;
            }

            item = _at < _shown.Items.Count ? _shown.Items[_at] : null;
        }

        if (item is null || !_isOpen || _module is null)
        {
            return;
        }

        // The focus goes back first: what follows may want it.
        await _module.CallAsync("close");
        if (item.Act is { } act)
        {
            await act();
        }
        else if (item.Address is { } address)
        {
            await FollowAsync(address, item.Way);
        }
    }

    private async Task FollowAsync(string address, PaletteWay way)
    {
        switch (way)
        {
            case PaletteWay.Download:
                await _module!.CallAsync("download", address);
                break;
            case PaletteWay.CopyLink:
                var isCopied = await _module!.CallAsync<bool>("copyLink", address);
                Snackbar.Add(
                    isCopied ? "Link copied." : $"The browser does not let the link be copied: {address}",
                    isCopied ? Severity.Normal : Severity.Warning
                );
                break;
            default:
                Navigation.NavigateTo(address);
                break;
        }
    }

    private string? ProjectInAddress() =>
        new Uri(Navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["p", var key, ..]
            ? Uri.UnescapeDataString(key)
            : null;
}
