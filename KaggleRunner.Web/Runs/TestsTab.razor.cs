using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Runs;

/// <summary>
/// The tests of a run as a tree that fills while they run, beside it all that is known of one. Keys as in any tree:
/// arrows, Home, End, Enter; what is shown stands in the address.
/// </summary>
public sealed partial class TestsTab : IAsyncDisposable
{
    private const int LineHeight = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);
    private static readonly TestChoice[] Choices = Enum.GetValues<TestChoice>()[1..];
    private readonly CancellationTokenSource _gone = new();
    private RunTests _tests = new("");
    private IList<TestNode> _lines = [];
    private ElementReference _element;
    private JsModule? _module;
    private TestNode? _active;
    private TestsView _drawn = new();
    private string _text = "";
    private string? _revealed;
    private bool _hasEnded;
    private bool _isLoaded;
    private bool _isAttached;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Parameter, EditorRequired]
    public required TestsView View { get; set; }

    /// <summary>Raised with what is to be shown.</summary>
    [Parameter]
    public EventCallback<TestsView> OnView { get; set; }

    [Parameter]
    public EventCallback OnRerunFailed { get; set; }

    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Where the log is shown; lines are added behind <c>#</c>.</summary>
    [Parameter]
    public string LogAddress { get; set; } = "";

    [Inject]
    private LogFeed Logs { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private TestTree Tree => _tests.Tree;
    private bool IsRunning => !Run.HasEnded;
    private int? Total => _tests.Total ?? Run.Tests.Total;

    private string Progress
    {
        get
        {
            var failed = Tree.CountOf(TestChoice.Failed);
            var all = Total is { } total ? $"{Tree.Count}/{total}" : $"{Tree.Count} ended";
            return failed > 0 ? $"{all} ✗{failed}" : all;
        }
    }

    /// <summary>What was chosen; of an ended run without a choice the first failure.</summary>
    private TestNode? Shown =>
        Tree.Find(View.Test) ?? (Run.HasEnded && View.Test is null ? Tree.Failure(null, 1) : null);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override void OnInitialized()
    {
        _tests = new RunTests(Run.Folder);
        _text = View.Text;
        _ = FollowAsync(_gone.Token);
    }

    protected override void OnParametersSet()
    {
        if (View != _drawn)
        {
            Draw();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_lines.Count > 0 && !_isAttached)
        {
            _isAttached = true;
            _module = JsModule.Named(Js, "tree.js");
            await _module.CallAsync("attach", _element);
            await ScrollToAsync(Shown);
        }
        else if (_lines.Count == 0)
        {
            _isAttached = false;
        }
    }

    /// <summary>Reads until the run has ended and all of it was read; another process may write the log: no signal comes then.</summary>
    private async Task FollowAsync(CancellationToken gone)
    {
        try
        {
            while (!_hasEnded)
            {
                var seen = Logs.Version(Run.Id);
                var isFinal = Run.HasEnded;
                var news = await _tests.ReadAsync(gone);
                await InvokeAsync(() => Take(news));
                if (isFinal)
                {
                    // What the records tell is shown first: the report of very many tests takes its time.
                    news = await _tests.ReadReportAsync(gone);
                    _hasEnded = true;
                    await InvokeAsync(() => Take(news));
                }
                else
                {
                    await Task.Delay(Pause, Clock, gone);
                    await Logs.WaitAsync(Run.Id, seen, LookAfter, gone);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
    }

    private void Take(TestsNews news)
    {
        // Without any record the report may still tell of tests.
        var isFirst = !_isLoaded && (_hasEnded || !Run.HasEnded || news.Tests.Count > 0);
        _isLoaded |= isFirst;
        if (_tests.Take(news) || isFirst)
        {
            Draw();
            StateHasChanged();
        }
    }

    private void Draw()
    {
        _drawn = View;
        if (View.Test is { } test && test != _revealed && Tree.Find(test) is { } chosen)
        {
            _revealed = test;
            TestTree.Reveal(chosen);
            _active = chosen;
        }

        _lines = Tree.Visible(View);
        _active = _active is not null && _lines.Contains(_active) ? _active : null;
    }

    private Task ChooseAsync(TestChoice choice) =>
        OnView.InvokeAsync(View with { Only = View.Only == choice ? TestChoice.All : choice });

    private Task TypeAsync(string? text)
    {
        _text = text ?? "";
        return OnView.InvokeAsync(View with { Text = _text.Trim() });
    }

    private Task ClearAsync()
    {
        _text = "";
        return OnView.InvokeAsync(View with { Only = TestChoice.All, Text = "" });
    }

    private Task BackAsync() => OnView.InvokeAsync(View with { Test = null });

    private async Task GoAsync(int step)
    {
        if (Tree.Failure(Shown?.Row?.Id, step) is { Row: { } row } node)
        {
            var matches = View.Matches(row);
            (_text, _revealed) = (matches ? _text : "", null);
            await OnView.InvokeAsync((matches ? View : new TestsView()) with { Test = row.Id });
            await ScrollToAsync(node);
        }
    }

    private Task ClickAsync(TestNode node)
    {
        _active = node;
        if (node.Row is { } row)
        {
            _revealed = row.Id;
            return OnView.InvokeAsync(View with { Test = row.Id });
        }

        Open(node, !Tree.IsOpen(node, View));
        return Task.CompletedTask;
    }

    private void Open(TestNode node, bool isOpen)
    {
        node.IsOpen = isOpen;
        Draw();
    }

    private async Task MoveAsync(KeyboardEventArgs e)
    {
        var at = _active is null ? -1 : _lines.IndexOf(_active);
        var node = at < 0 ? null : _lines[at];
        switch (e.Key)
        {
            case "ArrowDown":
                _active = _lines[Math.Min(_lines.Count - 1, at + 1)];
                break;
            case "ArrowUp":
                _active = _lines[Math.Max(0, at - 1)];
                break;
            case "Home":
                _active = _lines[0];
                break;
            case "End":
                _active = _lines[^1];
                break;
            case "ArrowRight" when node is { IsLeaf: false } && !Tree.IsOpen(node, View):
                Open(node, isOpen: true);
                break;
            case "ArrowRight" when node is { IsLeaf: false }:
                _active = _lines[Math.Min(_lines.Count - 1, at + 1)];
                break;
            case "ArrowLeft" when node is { IsLeaf: false } && Tree.IsOpen(node, View):
                Open(node, isOpen: false);
                break;
            case "ArrowLeft":
                _active = node?.Parent ?? node;
                break;
            case "Enter" or " " when node is not null:
                await ClickAsync(node);
                break;
            default:
                return;
        }

        await ScrollToAsync(_active);
    }

    private async Task ScrollToAsync(TestNode? node)
    {
        if (_module is not null && node is not null && _lines.IndexOf(node) is >= 0 and var at)
        {
            await _module.CallAsync("show", _element, at * LineHeight, LineHeight);
        }
    }

    private static string IdOf(TestNode node) =>
        $"test-{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(node):x}";
}
