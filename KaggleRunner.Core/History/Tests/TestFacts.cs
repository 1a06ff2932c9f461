using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.History.Tests;

/// <summary>What a test did in one run.</summary>
/// <param name="Message">What went wrong, in a line.</param>
public sealed record TestPoint(
    RunId Run,
    DateTimeOffset At,
    string Target,
    string? Sha,
    string? Branch,
    TestOutcome Outcome,
    double Seconds,
    string? Message
);

/// <summary>A test across runs.</summary>
/// <param name="Points">Newest first.</param>
public sealed record TestTimeline(ProjectId Project, string Id, IReadOnlyList<TestPoint> Points);

/// <summary>A test that was looked for by name, with its newest result.</summary>
/// <param name="Runs">In how many runs it took part, those in the trash among them.</param>
public sealed record FoundTest(ProjectId Project, string Id, int Runs, TestPoint Last);

/// <summary>
/// A test that is unreliable: on one commit it both passed and failed, or it changed between passing and failing
/// <see cref="TestWindow.ManyFlips"/> times or more within the window. Skipped and expectedly failing results do not count.
/// </summary>
/// <param name="Runs">In how many runs of the window it passed or failed.</param>
/// <param name="Failures">In how many of them it failed.</param>
/// <param name="Flips">How often the outcome changed from one of these runs to the next.</param>
/// <param name="SplitCommits">On how many commits it both passed and failed.</param>
/// <param name="Last">Its newest outcome.</param>
public sealed record FlakyTest(
    ProjectId Project,
    string Id,
    int Runs,
    int Failures,
    int Flips,
    int SplitCommits,
    TestOutcome Last
);

/// <summary>How long a test took within the window, in seconds.</summary>
public sealed record SlowTest(ProjectId Project, string Id, int Runs, double Median, double Longest, double Last);

/// <summary>A test whose newest result within the window is bad.</summary>
/// <param name="Last">That result.</param>
/// <param name="Since">The first bad result after the last good one, in all of history.</param>
/// <param name="LastGood">The last good result; null when it never passed.</param>
public sealed record FailingTest(ProjectId Project, string Id, TestPoint Last, TestPoint Since, TestPoint? LastGood)
{
    /// <summary>True when the newest run that ran it is the first in which it failed.</summary>
    public bool IsNew => Since.Run == Last.Run;
}
