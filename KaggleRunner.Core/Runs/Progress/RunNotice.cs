namespace KaggleRunner.Core.Runs.Progress;

public enum RunNoticeKind
{
    /// <summary>A GPU was asked for, and nothing uses it.</summary>
    IdleGpu,

    /// <summary>Nothing was printed for long.</summary>
    Silence,
}

/// <summary>Something about a run that its user should look at, though nothing has failed.</summary>
/// <param name="Kind">What it is about; there is one notice of a kind at a time.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Advice">What may be done about it.</param>
public sealed record RunNotice(RunNoticeKind Kind, string Text, string Advice);

/// <summary>When notices are due.</summary>
public sealed record NoticeLimits
{
    public static NoticeLimits Default { get; } = new();

    /// <summary>How long the GPU may idle while the target runs.</summary>
    public TimeSpan GpuIdle { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long nothing may be printed.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What is seen of a run beside its log and its tests.</summary>
/// <param name="Bar">The progress bar in the log; null when there is none, and when the run has ended.</param>
/// <param name="Notices">What the user should know now.</param>
public sealed record RunObservation(ProgressBar? Bar, IReadOnlyList<RunNotice> Notices)
{
    public static RunObservation Nothing { get; } = new(null, []);

    public bool Equals(RunObservation? other) =>
        other is not null && Bar == other.Bar && Notices.SequenceEqual(other.Notices);

    public override int GetHashCode() => HashCode.Combine(Bar, Notices.Count);
}
