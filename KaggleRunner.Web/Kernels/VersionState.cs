using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Kernels;

/// <summary>How a version that was started elsewhere stands, as Kaggle says it; null while it is not known.</summary>
/// <param name="Problem">Why it is not known; null when it is, or is still being asked for.</param>
public sealed record VersionState(SessionStatus? Status, string? Problem = null)
{
    /// <summary>Kaggle's own words: a complete session says nothing of tests.</summary>
    public string Word =>
        Status?.State switch
        {
            SessionState.Queued or SessionState.NewScript => "Queued",
            SessionState.Running => "Running",
            SessionState.Complete => "Complete",
            SessionState.Error => "Error",
            SessionState.CancelRequested => "Stopping",
            SessionState.CancelAcknowledged => "Cancelled",
            _ => "Unknown",
        };

    /// <summary>The drawing and colour that go with it.</summary>
    public RunState Look =>
        Status?.State switch
        {
            SessionState.Running or SessionState.CancelRequested => RunState.Running,
            SessionState.Complete => RunState.Passed,
            SessionState.Error => RunState.Failed,
            SessionState.CancelAcknowledged => RunState.Cancelled,
            _ => RunState.Queued,
        };

    /// <summary>True when it may still change.</summary>
    public bool IsOpen => Problem is null && Status is not { IsFinal: true };
}
