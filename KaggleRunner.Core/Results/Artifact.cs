namespace KaggleRunner.Core.Results;

/// <summary>How an artifact is shown; by the ending of its name, which proves nothing about its content.</summary>
public enum ArtifactKind
{
    Other,

    /// <summary>A picture without scripts.</summary>
    Image,

    /// <summary>A picture that may hold scripts: never shown outside a sandbox.</summary>
    Svg,
    Text,
    Markdown,
    Table,
    Json,
    Html,
}

/// <summary>An output as it is shown and downloaded here.</summary>
/// <param name="Path">Relative to the run's output folder, with <c>/</c>.</param>
/// <param name="Bytes">Its size.</param>
public sealed record Artifact(string Path, long Bytes, ArtifactKind Kind)
{
    public static ArtifactKind KindOf(string path) =>
        System.IO.Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" or ".JPG" or ".JPEG" or ".GIF" or ".WEBP" or ".BMP" => ArtifactKind.Image,
            ".SVG" => ArtifactKind.Svg,
            ".TXT" or ".LOG" or ".PY" or ".YML" or ".YAML" or ".TOML" or ".INI" or ".CFG" or ".SH" => ArtifactKind.Text,
            ".MD" or ".MARKDOWN" => ArtifactKind.Markdown,
            ".CSV" or ".TSV" => ArtifactKind.Table,
            ".JSON" or ".JSONL" or ".IPYNB" => ArtifactKind.Json,
            ".HTML" or ".HTM" or ".XHTML" => ArtifactKind.Html,
            _ => ArtifactKind.Other,
        };
}
