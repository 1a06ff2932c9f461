using KaggleRunner.LocalKaggle.Kernels;

namespace KaggleRunner.LocalKaggle.Quota;

/// <summary>What an ended session took of its owner's quota; a line of <c>quota.jsonl</c>.</summary>
internal sealed record QuotaUse(
    long Session,
    string User,
    Accelerator Accelerator,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt
)
{
    /// <summary>The part of it that lies after a moment.</summary>
    public TimeSpan Since(DateTimeOffset moment)
    {
        var began = StartedAt > moment ? StartedAt : moment;
        return EndedAt > began ? EndedAt - began : TimeSpan.Zero;
    }
}
