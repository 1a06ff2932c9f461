namespace KaggleRunner.Core.Results.Previews;

/// <summary>In which way an artifact is shown.</summary>
public enum PreviewKind
{
    /// <summary>Facts and the first bytes.</summary>
    Bytes,
    Image,
    Table,
    Json,
    Notebook,
    Markdown,
    Text,

    /// <summary>Text that may hold terminals' colours.</summary>
    Log,

    /// <summary>A document with scripts, in a frame without an origin.</summary>
    Frame,

    /// <summary>Pages.</summary>
    Pdf,
    Audio,
    Video,
}

public static class PreviewKinds
{
    private static readonly Dictionary<string, PreviewKind> ByEnding = Table(
        (PreviewKind.Image, ".png .jpg .jpeg .gif .webp .bmp .svg .avif .ico"),
        (PreviewKind.Table, ".csv .tsv .parquet .pq .jsonl .ndjson"),
        (PreviewKind.Json, ".json .geojson"),
        (PreviewKind.Notebook, ".ipynb"),
        (PreviewKind.Markdown, ".md .markdown"),
        (PreviewKind.Log, ".log .out .err"),
        (PreviewKind.Frame, ".html .htm .xhtml"),
        (PreviewKind.Pdf, ".pdf"),
        (PreviewKind.Audio, ".mp3 .wav .ogg .flac .m4a .opus"),
        (PreviewKind.Video, ".mp4 .webm .mov .m4v .ogv"),
        (
            PreviewKind.Text,
            ".txt .py .yml .yaml .toml .ini .cfg .conf .sh .r .jl .js .ts .css .xml .c .h .cpp .hpp .cu .java .rs .go .rb .sql .tex .bib .rst .diff .patch .env .lock .srt .vtt"
        )
    );

    /// <summary>By the ending of the name, which proves nothing about the content.</summary>
    public static PreviewKind Of(string path) => ByEnding.GetValueOrDefault(Path.GetExtension(path));

    private static Dictionary<string, PreviewKind> Table(params (PreviewKind Kind, string Endings)[] rows) =>
        rows.SelectMany(row => row.Endings.Split(' ').Select(ending => (ending, row.Kind)))
            .ToDictionary(row => row.ending, row => row.Kind, StringComparer.OrdinalIgnoreCase);
}
