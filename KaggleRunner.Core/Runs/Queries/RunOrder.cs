namespace KaggleRunner.Core.Runs.Queries;

public enum RunSortKey
{
    Created,

    /// <summary>From the launch to the verdict; runs without a verdict come last.</summary>
    Duration,
    Target,
    Number,
}

/// <summary>The order of a list of runs; among equals the newest is first.</summary>
public sealed record RunOrder(RunSortKey Key, bool Descending)
{
    public static readonly RunOrder NewestFirst = new(RunSortKey.Created, Descending: true);

    /// <summary>The order that a person means who names the key alone: names from A, numbers and times from the greatest.</summary>
    public static RunOrder By(RunSortKey key) => new(key, Descending: key != RunSortKey.Target);
}
