using KaggleRunner.Core.Results.Previews;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>Source and other text; of a long file the beginning, and more when asked for.</summary>
public sealed partial class TextPreview
{
    private const int Most = 8_000_000;
    private int _most = 1_000_000;
    private TextHead? _head;
    private string? _problem;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>The artifact's name, by whose ending it is coloured.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    private string Language =>
        System.IO.Path.GetExtension(Name).ToUpperInvariant() switch
        {
            ".PY" => "python",
            ".YML" or ".YAML" => "yaml",
            ".JSON" or ".GEOJSON" => "json",
            ".MD" => "markdown",
            ".SH" => "shell",
            ".XML" => "xml",
            ".INI" or ".CFG" or ".CONF" or ".TOML" => "ini",
            _ => "plaintext",
        };

    protected override Task OnInitializedAsync() => ReadAsync();

    private Task MoreAsync()
    {
        _most = Math.Min(Most, _most * 2);
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _head = await TextHead.ReadAsync(Path, _most, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"The file cannot be read: {e.Message}";
        }
    }
}
