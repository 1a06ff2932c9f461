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
    /// <summary>The file or folder, without pytest's <c>::</c> part.</summary>
    public string FilePath => Path.Split("::", 2)[0];
}
