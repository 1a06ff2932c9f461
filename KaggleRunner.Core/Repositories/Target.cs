using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Repositories;

public enum TargetKind
{
    Pytest,
    Script,
    Notebook,
}

/// <summary>What a run executes: a path relative to the project's root, with <c>/</c>; for pytest it may be a node id.</summary>
public sealed record Target(string Path, TargetKind Kind)
{
    /// <summary>Further paths that pytest runs together with <see cref="Path"/>.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>All paths, in the order in which they were named.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Paths => [Path, .. More];

    /// <summary>One line for people: the paths, or the first and how many more there are.</summary>
    [JsonIgnore]
    public string Title =>
        More.Count switch
        {
            0 => Path,
            1 => $"{Path} {More[0]}",
            _ => $"{Path} and {More.Count} more",
        };

    public bool Equals(Target? other) =>
        other is not null && Kind == other.Kind && Paths.SequenceEqual(other.Paths, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Path, Kind, More.Count);
}
