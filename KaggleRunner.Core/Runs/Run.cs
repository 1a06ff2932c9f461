using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs;

public enum RunStepKind
{
    Sync,
    Generate,
    Push,

    /// <summary>Waiting for Kaggle to start the session.</summary>
    Queued,
    Running,
    Collect,
}

/// <summary>A step of the pipeline, with its times in UTC.</summary>
public sealed record RunStep(RunStepKind Kind, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>One pass through the pipeline. Immutable: every change is a new value, saved and published as a whole.</summary>
public sealed record Run
{
    public required RunId Id { get; init; }
    public required string ProjectName { get; init; }

    /// <summary>Who started the version that this run watches.</summary>
    public RunOrigin Origin { get; init; }

    /// <summary>The working tree's top level.</summary>
    public required string ProjectRoot { get; init; }
    public required Target Target { get; init; }
    public required RunSettings Settings { get; init; }

    /// <summary>What the settings were made of beside defaults and config; null in runs that do not tell.</summary>
    public AskedSettings? Asked { get; init; }

    /// <summary>The same for all runs of one matrix, which run the same commit; null for a run by itself.</summary>
    public string? Group { get; init; }
    public required SyncRequest Sync { get; init; }
    public required KaggleAccountKind Account { get; init; }

    /// <summary>Fresh for each run: marks the kernel's own records in the log.</summary>
    public required string Nonce { get; init; }

    /// <summary>The run's results folder, an absolute path.</summary>
    public required string Folder { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The steps begun so far, in order; the last one is under way while the run has no verdict.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>Known from the end of the sync.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Known from the beginning of the push.</summary>
    public KernelRef? Kernel { get; init; }

    /// <summary>The kernel's newest version before the push began (0: none); set just before the push is sent.</summary>
    public int? VersionBeforePush { get; init; }

    /// <summary>What the push made; once set, this run never pushes again.</summary>
    public int? Version { get; init; }
    public string? KernelUrl { get; init; }

    /// <summary>Kaggle's id of the session, told by the kernel itself; needed to cancel.</summary>
    public long? SessionId { get; init; }

    /// <summary>How Kaggle said the session ended; set at the end of the monitoring.</summary>
    public SessionStatus? FinalStatus { get; init; }

    /// <summary>The last wish to stop: of its session, or once that has ended, of the fetching of its outputs.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The wish to stop its session, once an engine has taken it up.</summary>
    public DateTimeOffset? StopRequestedAt { get; init; }

    /// <summary>What is being waited for, in words (a turn, a free session, Kaggle to answer); null when nothing is.</summary>
    public string? Waiting { get; init; }
    public TestCounts Tests { get; init; } = new();
    public int OutputCount { get; init; }

    /// <summary>Why not all outputs came home, in words; null when all that were to come did. The rest can be fetched later.</summary>
    public string? OutputsInterrupted { get; init; }

    /// <summary>What went wrong beside the verdict, in words (an output that could not be fetched); null when nothing did.</summary>
    public string? Notice { get; init; }

    /// <summary>Set once, at the end.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What its reader wrote to it; kept in <c>notes.json</c>, and filled in by the store.</summary>
    [JsonIgnore]
    public RunAnnotations Annotations { get; init; } = RunAnnotations.None;

    /// <summary>When it was put into the trash, where its folder is then; filled in by the store.</summary>
    [JsonIgnore]
    public DateTimeOffset? DeletedAt { get; init; }

    public bool HasEnded => Verdict is not null;
    public RunStep? CurrentStep => Steps.Count == 0 ? null : Steps[^1];

    /// <summary>True once its user wants no more of its outputs to be fetched; the session has ended then.</summary>
    [JsonIgnore]
    public bool LeavesOutputs =>
        Steps.LastOrDefault(step => step.Kind == RunStepKind.Collect) is { } collect
        && CancelRequestedAt >= collect.StartedAt;
}
