namespace KaggleRunner.Core.Repositories;

/// <summary>A status with what a sync needs besides.</summary>
internal sealed record WorkingTreeFacts(
    WorkingTreeStatus Status,
    IReadOnlyList<StatusEntry> Entries,
    PushTarget? Target
);
