using System.Text.Json;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A notebook as it was saved: cells and their outputs; HTML in frames where nothing runs.</summary>
public sealed partial class NotebookPreview
{
    private const long Largest = 50_000_000;
    private IReadOnlyList<(NotebookCell Cell, string? Html)> _cells = [];
    private string? _problem;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter]
    public long Bytes { get; set; }

    [Parameter, EditorRequired]
    public required MarkdownText Markdown { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Bytes > Largest)
        {
            _problem = $"Notebooks of up to {HumanText.Size(Largest)} are shown; download this one.";
            return;
        }

        try
        {
            _cells = await Task.Run(Read);
        }
        catch (JsonException)
        {
            _problem = "This notebook is not valid JSON.";
        }
        catch (InvalidDataException e)
        {
            _problem = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"The file cannot be read: {e.Message}";
        }
    }

    private static string Sanitised(string html) => MarkdownText.Sanitizer().Sanitize(html);

    private List<(NotebookCell, string?)> Read()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return [.. Notebook.Read(file).Select(cell => (cell, cell.IsCode ? null : Markdown.TryToHtml(cell.Source)))];
    }
}
