using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>
/// What two to ten runs have in common and what not. Lists of values are in the order of <see cref="Runs"/>; the first
/// run is the one that the others are compared with.
/// </summary>
public sealed record RunComparison
{
    public required IReadOnlyList<Run> Runs { get; init; }

    /// <summary>The settings that are not the same in all runs.</summary>
    public required IReadOnlyList<ComparedValue> Settings { get; init; }

    /// <summary>The commits, one a run.</summary>
    public required IReadOnlyList<ComparedCommit> Commits { get; init; }

    /// <summary>The scripts that were pushed, one a run.</summary>
    public required IReadOnlyList<ComparedScript> Scripts { get; init; }

    /// <summary>Facts of the sessions (Python, image, accelerator) that are not the same in all runs.</summary>
    public required IReadOnlyList<ComparedValue> Environment { get; init; }

    /// <summary>Packages whose version is not the same in all runs that recorded theirs.</summary>
    public required IReadOnlyList<ComparedValue> Packages { get; init; }

    /// <summary>Whether a run recorded its packages, one a run.</summary>
    public required IReadOnlyList<bool> HasPackages { get; init; }

    /// <summary>All metrics of all runs, by name.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>The tests that differ, the newly failing first.</summary>
    public required IReadOnlyList<ComparedTest> Tests { get; init; }

    /// <summary>How many tests did the same in all runs.</summary>
    public required int SameTests { get; init; }

    /// <summary>All output files of all runs, those that differ first.</summary>
    public required IReadOnlyList<ComparedFile> Files { get; init; }
}

/// <summary>A named thing and its value in each run; null where a run has none.</summary>
public sealed record ComparedValue(string Name, IReadOnlyList<string?> Values);

/// <summary>The commit of a run.</summary>
/// <param name="Ahead">How many commits it has that the first run's lacks; null when the repository cannot tell.</param>
/// <param name="Behind">How many commits it lacks that the first run's has; null when the repository cannot tell.</param>
/// <param name="Between">The commits that it is ahead by, newest first, at most <see cref="CommitReader.Most"/>.</param>
public sealed record ComparedCommit(
    RunId Run,
    string? Sha,
    string? Branch,
    string Subject,
    int? Ahead,
    int? Behind,
    IReadOnlyList<CommitLine> Between
);

/// <summary>A commit between those of two runs.</summary>
public sealed record CommitLine(string Sha, DateTimeOffset At, string Subject);

/// <summary>The script that was pushed for a run.</summary>
/// <param name="Exists">It stands in the run's folder, so that a difference can be shown.</param>
/// <param name="IsSame">It equals the first run's in all but nonce and source; null when one of them is missing.</param>
public sealed record ComparedScript(RunId Run, bool Exists, bool? IsSame);

/// <summary>A metric in each run; null where a run did not report it.</summary>
public sealed record ComparedMetric(string Name, IReadOnlyList<MetricSummary?> Values);

/// <summary>What a run reported of one metric; infinite and undefined values are counted and left out of the rest.</summary>
/// <param name="LastStep">The step of the last value, when it told one.</param>
public sealed record MetricSummary(int Count, double? Last, double? Min, double? Max, double? LastStep);

/// <summary>How a test differs between a run and the first one; the worst of all runs counts for the test.</summary>
public enum TestChange
{
    /// <summary>It passed in the first run and fails in another.</summary>
    NewlyFailing,

    /// <summary>It failed in the first run and passes in another.</summary>
    NewlyPassing,

    /// <summary>It took longer by both the ratio and the margin.</summary>
    Slower,

    /// <summary>Its outcome differs in another way: it was skipped, for example.</summary>
    Different,

    /// <summary>Not all runs have it.</summary>
    OnlyInSome,
    Same,
}

/// <summary>A test in each run; null where a run has no such test.</summary>
/// <param name="Changes">How it differs from the first run, one a run; the first is <see cref="TestChange.Same"/>.</param>
public sealed record ComparedTest(
    string Id,
    TestChange Change,
    IReadOnlyList<TestChange> Changes,
    IReadOnlyList<FolderTest?> Results
);

/// <summary>How a file differs from the first run's.</summary>
public enum FileChange
{
    Changed,
    Added,
    Removed,
    Same,

    /// <summary>Neither the first run nor this one has it.</summary>
    Absent,
}

/// <summary>An output file in each run.</summary>
/// <param name="Bytes">Its sizes; null where a run has no such file.</param>
/// <param name="Changes">How it differs from the first run's, one a run.</param>
public sealed record ComparedFile(string Path, IReadOnlyList<long?> Bytes, IReadOnlyList<FileChange> Changes)
{
    public bool IsSame => Changes.All(change => change == FileChange.Same);
}
