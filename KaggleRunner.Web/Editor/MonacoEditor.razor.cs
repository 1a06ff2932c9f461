using KaggleRunner.Web.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Editor;

/// <summary>
/// A code editor or viewer. Fills its parent, which needs a height. Its surface keeps close to BlazorMonaco's
/// <c>StandaloneCodeEditor</c> (Id, CssClass, OnDidInit, OnDidChangeModelContent, GetValue, SetValue), so that the one
/// can take the other's place.
/// </summary>
public sealed partial class MonacoEditor : IAsyncDisposable
{
    private const long MaxLength = 16 * 1024 * 1024;
    private DotNetObjectReference<MonacoEditor>? _self;
    private JsModule? _module;
    private string _givenValue = "";
    private string? _replacement;
    private string _shownValue = "";
    private string _shownLanguage = "";
    private bool _shownReadOnly;
    private bool _ready;

    /// <summary>The element's id; made up when it is not given.</summary>
    [Parameter]
    public string Id { get; set; } = $"editor-{Guid.NewGuid():N}";

    [Parameter]
    public string? CssClass { get; set; }

    [Parameter]
    public string Value { get; set; } = "";

    /// <summary>Raised shortly after the user stopped typing, with the whole text.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary><c>python</c>, <c>yaml</c>, <c>json</c>, <c>markdown</c>, <c>shell</c>, <c>xml</c>, <c>ini</c> or <c>plaintext</c>.</summary>
    [Parameter]
    public string Language { get; set; } = "plaintext";

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public bool WordWrap { get; set; }

    [Parameter]
    public bool Minimap { get; set; }

    [Parameter]
    public string AriaLabel { get; set; } = "Editor";

    /// <summary>The editor stands and can be called.</summary>
    [Parameter]
    public EventCallback OnDidInit { get; set; }

    /// <summary>The user changed the text; ask for it with <see cref="GetValue"/>.</summary>
    [Parameter]
    public EventCallback OnDidChangeModelContent { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>The text as it stands in the browser, of any length; null when the browser has gone.</summary>
    public async Task<string?> GetValue()
    {
        if (_module is null || await _module.CallAsync<IJSStreamReference>("getValue", Id) is not { } blob)
        {
            return null;
        }

        await using (blob)
        {
            await using var stream = await blob.OpenReadStreamAsync(MaxLength);
            using var reader = new StreamReader(stream);
            return _shownValue = await reader.ReadToEndAsync();
        }
    }

    public Task SetValue(string value)
    {
        _shownValue = value;
        return CallAsync("setValue", value);
    }

    /// <summary>Scrolls a line into the middle and puts the cursor there; lines count from 1.</summary>
    public Task RevealLineInCenter(int line) => CallAsync("revealLine", line);

    /// <summary>Underlines what is wrong; an empty list clears.</summary>
    public Task SetProblems(IReadOnlyList<EditorProblem> problems) => CallAsync("setProblems", problems);

    public Task Focus() => CallAsync("focus");

    [JSInvokable]
    public async Task OnBrowserChangeAsync()
    {
        await OnDidChangeModelContent.InvokeAsync();
        if (ValueChanged.HasDelegate && await GetValue() is { } value)
        {
            _shownValue = value;
            await ValueChanged.InvokeAsync(value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("dispose", Id);
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    // What the user typed comes back here as the parent's value: only a value that is both new and another one replaces the
    // text. It is looked at now; once the page has been drawn the user may have typed on.
    protected override void OnParametersSet()
    {
        var isNew = !string.Equals(_givenValue, Value, StringComparison.Ordinal);
        _givenValue = Value;
        if (isNew)
        {
            _replacement = string.Equals(_shownValue, Value, StringComparison.Ordinal) ? null : Value;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = JsModule.Named(Js, "monaco-editor.js");
            (_shownValue, _replacement) = (Value, null);
            (_shownLanguage, _shownReadOnly) = (Language, ReadOnly);
            var options = new EditorOptions(Value, Language, ReadOnly, WordWrap, Minimap, AriaLabel);
            _ready = await _module.CallAsync("create", Id, options, _self);
            await OnDidInit.InvokeAsync();
            StateHasChanged();
        }
        else if (_ready)
        {
            await FollowParametersAsync();
        }
    }

    private async Task FollowParametersAsync()
    {
        if (_replacement is { } replacement)
        {
            _replacement = null;
            await SetValue(replacement);
        }

        if (!string.Equals(_shownLanguage, Language, StringComparison.Ordinal))
        {
            _shownLanguage = Language;
            await CallAsync("setLanguage", Language);
        }

        if (_shownReadOnly != ReadOnly)
        {
            _shownReadOnly = ReadOnly;
            await CallAsync("setReadOnly", ReadOnly);
        }
    }

    private async Task CallAsync(string function, params object?[] arguments)
    {
        if (_module is not null)
        {
            await _module.CallAsync(function, [Id, .. arguments]);
        }
    }

    private sealed record EditorOptions(
        string Value,
        string Language,
        bool ReadOnly,
        bool WordWrap,
        bool Minimap,
        string AriaLabel
    );
}
