namespace KaggleRunner.Core.Runs.Queries;

/// <summary>What the runs of a list can be grouped by.</summary>
public enum RunField
{
    Target,
    Project,
    Standing,
    Branch,
    Accelerator,
    Kernel,
    Tag,
}

/// <summary>A value that runs have, and how many have it; <c>none</c> for those without one.</summary>
public sealed record RunValue(string Value, int Count);
