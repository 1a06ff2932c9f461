using KaggleRunner.Core.Results.Previews;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A report in Markdown with its images.</summary>
public sealed partial class MarkdownPreview
{
    private const int Most = 512 * 1024;
    private TextHead? _head;
    private string? _html;
    private string? _problem;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    [Parameter, EditorRequired]
    public required MarkdownText Markdown { get; set; }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var head = await TextHead.ReadAsync(Path, Most, CancellationToken.None);
            _html = await Task.Run(() => Markdown.TryToHtml(head.Text));
            _head = head;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"The file cannot be read: {e.Message}";
        }
    }
}
