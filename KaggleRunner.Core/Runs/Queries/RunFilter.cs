using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>
/// Which runs are meant. Of several values of one kind any will do; what is asked for of different kinds must all hold.
/// In names <c>*</c> and <c>?</c> stand for any letters; upper and lower case are the same.
/// </summary>
public sealed record RunFilter
{
    public static readonly RunFilter Everything = new();

    /// <summary>Names or ids.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>A part of the path will do; <c>=</c> before it asks for the whole.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
    public IReadOnlyList<RunStanding> Standings { get; init; } = [];
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The first digits of SHAs.</summary>
    public IReadOnlyList<string> Commits { get; init; } = [];

    /// <summary>A part of the machine's shape will do; <c>none</c> for runs without an accelerator.</summary>
    public IReadOnlyList<string> Accelerators { get; init; } = [];

    /// <summary>Slugs.</summary>
    public IReadOnlyList<string> Kernels { get; init; } = [];

    /// <summary>Groups: the runs of one matrix.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public KaggleAccountKind? Account { get; init; }
    public bool? Quick { get; init; }
    public bool? Starred { get; init; }

    /// <summary>Launched then or later.</summary>
    public PointInTime? Since { get; init; }

    /// <summary>Launched before.</summary>
    public PointInTime? Until { get; init; }
    public TimeSpan? LongerThan { get; init; }
    public TimeSpan? ShorterThan { get; init; }

    /// <summary>
    /// Texts that target, arguments, the commit's subject, the verdict's reason or the note hold; all of them must be found.
    /// </summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What is not wanted: a run that any of it holds for is left out.</summary>
    public RunFilter? Except { get; init; }
}
