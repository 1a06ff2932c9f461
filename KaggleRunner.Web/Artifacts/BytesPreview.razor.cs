using KaggleRunner.Core.Results.Previews;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>What can be said of a file that is not shown; nothing of it is unpacked or run.</summary>
public sealed partial class BytesPreview
{
    private const int MostText = 64 * 1024;
    private FirstBytes? _first;
    private string? _text;
    private string? _problem;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    private bool IsText => _text is not null;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _first = await FirstBytes.ReadAsync(Path, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"The file cannot be read: {e.Message}";
        }
    }

    private async Task ShowTextAsync() =>
        _text = (await TextHead.ReadAsync(Path, MostText, CancellationToken.None)).Text;
}
