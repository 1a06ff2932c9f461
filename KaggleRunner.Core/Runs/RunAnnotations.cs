namespace KaggleRunner.Core.Runs;

/// <summary>What a reader wrote to a run. Any text may come from anybody: it is text and nothing else.</summary>
public sealed record RunAnnotations
{
    public static readonly RunAnnotations None = new();

    /// <summary>Words to find the run by, in the order in which they were added.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Free text; empty when there is none.</summary>
    public string Note { get; init; } = "";
    public bool Starred { get; init; }
}
