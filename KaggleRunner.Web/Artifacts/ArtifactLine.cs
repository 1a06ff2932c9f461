using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A line of the tree of artifacts: a file, or a folder with what is in it.</summary>
/// <param name="File">Null for a folder.</param>
/// <param name="Count">Files in the folder, at any depth.</param>
/// <param name="Bytes">Of the file, or of all files in the folder.</param>
public sealed record ArtifactLine(
    string Path,
    string Name,
    int Depth,
    Artifact? File,
    int Count,
    long Bytes,
    bool IsOpen
);

/// <summary>By what files are ordered within their folder.</summary>
public enum ArtifactOrder
{
    Name,
    Size,
    Type,
}
