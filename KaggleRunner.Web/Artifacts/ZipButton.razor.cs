using KaggleRunner.Core.Common;
using KaggleRunner.Web.Common;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.Artifacts;

/// <summary>Downloads artifacts as one archive: by a link that can be copied, or, when no address holds all names, by a form.</summary>
public sealed partial class ZipButton : IAsyncDisposable
{
    // Servers and browsers take a little more.
    private const int LongestAddress = 6000;
    private JsModule? _module;

    [Parameter, EditorRequired]
    public required RunId Run { get; set; }

    /// <summary>Names of files, of folders with <c>/</c> behind; none: all.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Names { get; set; }

    /// <summary>How many files these are; 0: all.</summary>
    [Parameter]
    public int Count { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    private string Words => Count > 0 ? $"Download {HumanText.Count(Count, "file")} (zip)" : "All (zip)";

    private string Bare => $"{Run.Path}/outputs.zip";

    private string? Address { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override void OnParametersSet() =>
        Address =
            Names.Sum(name => name.Length + 6) > LongestAddress ? null
            : $"{Bare}{QueryString.Create(Names.Select(name => KeyValuePair.Create("path", (string?)name)))}"
                is { Length: <= LongestAddress } address
                ? address
            : null;

    private async Task PostAsync()
    {
        _module ??= JsModule.Named(Js, "artifacts-zip.js");
        var token = Antiforgery.GetAntiforgeryToken();
        await _module.CallAsync("post", Bare, token?.FormFieldName, token?.Value, OutputsZip.Field, Names);
    }
}
