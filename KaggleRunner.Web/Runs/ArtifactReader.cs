using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KaggleRunner.Core.Results;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Runs;

/// <summary>Reads as much of an artifact as a page can show.</summary>
internal sealed class ArtifactReader(
    OutputStore outputs,
    string folder,
    Func<string, string> link,
    Func<string, string> frame,
    Func<string, string> addressOf
)
{
    private const int MostText = 256 * 1024;
    private const int MostRows = 500;
    private const long MostImage = 30_000_000;
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<ArtifactView> ReadAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        if (outputs.Find(folder, artifact.Path) is not { } path)
        {
            return new NoContent("This file is no longer in the results folder.");
        }

        try
        {
            return artifact.Kind switch
            {
                ArtifactKind.Image => artifact.Bytes > MostImage
                    ? new NoContent(
                        $"This image of {HumanText.Size(artifact.Bytes)} is too large to show: download it."
                    )
                    : new ImageContent(link(artifact.Path)),
                ArtifactKind.Html or ArtifactKind.Svg => new FrameContent(frame(artifact.Path)),
                ArtifactKind.Other => new NoContent("There is no preview of this kind of file: download it."),
                _ => await ReadTextAsync(artifact, path, cancellationToken),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new NoContent($"The file cannot be read: {e.Message}");
        }
    }

    private async Task<ArtifactView> ReadTextAsync(Artifact artifact, string path, CancellationToken cancellationToken)
    {
        var (text, isWhole) = await ReadStartAsync(path, cancellationToken);
        var note = isWhole
            ? null
            : $"The first {HumanText.Size(MostText)} of {HumanText.Size(artifact.Bytes)}; download the file for the rest.";
        return artifact.Kind switch
        {
            ArtifactKind.Markdown => ReadMarkdown(artifact.Path, text, note),
            ArtifactKind.Table => ReadTable(text, note),
            ArtifactKind.Json when isWhole => new TextContent(Pretty(text), note),
            _ => new TextContent(text, note),
        };
    }

    private ArtifactView ReadMarkdown(string path, string text, string? note)
    {
        try
        {
            return new MarkdownContent(new MarkdownText(path, Exists, link, addressOf).ToHtml(text), note);
        }
        catch (ArgumentException)
        {
            // So does Markdig say that quotes, lists or brackets are nested beyond its limit.
            return new TextContent(text, note ?? "As text: this Markdown is nested too deeply to be rendered.");
        }
    }

    private bool Exists(string relative) => outputs.Find(folder, relative) is not null;

    private static TableContent ReadTable(string text, string? note)
    {
        var rows = CsvText.Read(text, MostRows + 2);
        var shown = rows.Skip(1).Take(MostRows).ToList();
        return new TableContent(
            rows.Count > 0 ? rows[0] : [],
            shown,
            note ?? (rows.Count > MostRows + 1 ? $"The first {MostRows} rows." : null)
        );
    }

    private static string Pretty(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static async Task<(string Text, bool IsWhole)> ReadStartAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        var bytes = new byte[MostText];
        var read = await file.ReadAtLeastAsync(bytes, MostText, throwOnEndOfStream: false, cancellationToken);
        return (Encoding.UTF8.GetString(bytes, 0, read), file.Position >= file.Length);
    }
}
