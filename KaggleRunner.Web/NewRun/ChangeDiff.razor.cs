using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Web.Common;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.NewRun;

/// <summary>One changed file before and after; binary and huge ones are only told of.</summary>
public sealed partial class ChangeDiff : IAsyncDisposable
{
    private readonly string _id = $"diff-{Guid.NewGuid():N}";
    private JsModule? _module;
    private FileChange? _shown;
    private bool _shownSideBySide;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>Null while it is read.</summary>
    [Parameter]
    public FileChange? Change { get; set; }

    [Parameter]
    public bool SideBySide { get; set; } = true;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private string Sizes =>
        (Change?.BytesBefore, Change?.BytesAfter) switch
        {
            (null, { } now) => $"New, {HumanText.Size(now)}.",
            ({ } before, null) => $"It had {HumanText.Size(before)} and is gone.",
            ({ } before, { } now) => $"{HumanText.Size(before)} before, {HumanText.Size(now)} now.",
            _ => "",
        };

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            _module.Tell("dispose", _id);
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _module ??= JsModule.Named(Js, "change-diff.js");
        if (Change is { IsText: true } change && !ReferenceEquals(change, _shown))
        {
            (_shown, _shownSideBySide) = (change, SideBySide);
            var shown = new ShownChange(Path, change.Before, change.After, Language(Path), SideBySide);
            await _module.CallAsync("show", _id, shown);
        }
        else if (_shown is not null && _shownSideBySide != SideBySide)
        {
            _shownSideBySide = SideBySide;
            await _module.CallAsync("setSideBySide", _id, SideBySide);
        }
    }

    private static string Language(string path) =>
        System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".py" => "python",
            ".yml" or ".yaml" => "yaml",
            ".json" or ".ipynb" => "json",
            ".md" => "markdown",
            ".sh" => "shell",
            ".xml" or ".html" => "xml",
            ".toml" or ".ini" or ".cfg" => "ini",
            _ => "plaintext",
        };

    private sealed record ShownChange(string Name, string Before, string After, string Language, bool SideBySide);
}
