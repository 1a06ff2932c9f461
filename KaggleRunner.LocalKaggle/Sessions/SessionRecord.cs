using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary><c>session.json</c>: what became of a version.</summary>
internal sealed record SessionRecord
{
    public required long Id { get; init; }
    public SessionState State { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? FailureMessage { get; init; }
    public int? ExitCode { get; init; }
    public string? Isolation { get; init; }
}
