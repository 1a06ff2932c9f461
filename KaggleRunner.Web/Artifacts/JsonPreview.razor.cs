using System.Text.Json;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>JSON as a tree that opens part by part; what is too large or broken is shown as text.</summary>
public sealed partial class JsonPreview : IDisposable
{
    private const long Largest = 16_000_000;
    private JsonDocument? _document;
    private string? _problem;
    private bool _isText;
    private bool _isGone;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    public void Dispose()
    {
        _isGone = true;
        _document?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Bytes > Largest)
        {
            (_problem, _isText) = ($"As text: the tree is for files of up to {HumanText.Size(Largest)}.", true);
            return;
        }

        try
        {
            var document = await ReadAsync();
            if (_isGone)
            {
                document.Dispose();
            }
            else
            {
                _document = document;
            }
        }
        catch (JsonException e)
        {
            (_problem, _isText) = ($"This is not valid JSON (line {e.LineNumber + 1}); as text:", true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"The file cannot be read: {e.Message}";
        }
    }

    private async Task<JsonDocument> ReadAsync()
    {
        await using var file = new FileStream(
            Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        return await JsonDocument.ParseAsync(file, new JsonDocumentOptions { MaxDepth = 200 });
    }
}
