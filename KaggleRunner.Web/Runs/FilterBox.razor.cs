using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace KaggleRunner.Web.Runs;

/// <summary>Where filters are typed, one after the other; each becomes a chip. Keys and values are completed.</summary>
public sealed partial class FilterBox : IDisposable
{
    private readonly string _id = $"filters-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _input;
    private IReadOnlyList<FilterSuggestion> _suggestions = [];
    private string _text = "";
    private string? _problem;
    private int _at = -1;
    private bool _isOpen;

    [Parameter, EditorRequired]
    public required RunsFilter Filter { get; set; }

    [Parameter]
    public EventCallback<RunsFilter> OnChange { get; set; }

    [Inject]
    private FilterSuggestions Suggestions { get; set; } = default!;

    private bool IsOpen => _isOpen && _suggestions.Count > 0;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task TypedAsync(string? text)
    {
        (_text, _problem) = (text ?? "", null);
        return OpenAsync();
    }

    private async Task OpenAsync()
    {
        (_isOpen, _at) = (true, -1);
        var typed = _text;
        try
        {
            var scope = new RunQuery { Project = Filter.Project };
            var found = await Suggestions.ListAsync(LastOf(typed), scope, _gone.Token);
            _suggestions = _text == typed ? found : _suggestions;
        }
        catch (Exception e) when (e is RunnerException or OperationCanceledException)
        {
            _suggestions = [];
        }
    }

    private void Close() => _isOpen = false;

    private Task PressedAsync(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" or "ArrowUp" when _suggestions.Count > 0:
                var step = e.Key == "ArrowDown" ? 1 : _suggestions.Count;
                _at = _isOpen ? (_at + step) % (_suggestions.Count + 1) : 0;
                _at = _at == _suggestions.Count ? -1 : _at;
                _isOpen = true;
                return Task.CompletedTask;
            case "Escape":
                Close();
                return Task.CompletedTask;
            case "Enter" when IsOpen && _at >= 0:
                return TakeAsync(_suggestions[_at]);
            case "Enter":
                return AddAsync();
            case "Backspace" when _text.Length == 0 && Filter.Parts is { Count: > 0 } parts:
                return OnChange.InvokeAsync(Filter.Without(parts[^1]));
            default:
                return Task.CompletedTask;
        }
    }

    private async Task TakeAsync(FilterSuggestion suggestion)
    {
        var begun = _text[..^LastOf(_text).Length];
        _text = begun + suggestion.Text;
        if (suggestion.IsWhole)
        {
            await AddAsync();
            return;
        }

        await _input.FocusAsync();
        await OpenAsync();
    }

    private async Task AddAsync()
    {
        if (_text.Trim().Length == 0)
        {
            return;
        }

        try
        {
            var filter = Filter.Add(_text);
            (_text, _problem, _isOpen) = ("", null, false);
            await OnChange.InvokeAsync(filter);
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
    }

    /// <summary>What is being typed: all after the last space outside of quotation marks.</summary>
    private static string LastOf(string text)
    {
        var isQuoted = false;
        var begin = 0;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            begin = !isQuoted && char.IsWhiteSpace(text[i]) ? i + 1 : begin;
        }

        return text[begin..];
    }
}
