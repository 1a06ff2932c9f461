namespace KaggleRunner.Core.Runs.Storage;

/// <summary>
/// What runs are filtered, sorted and counted by, taken from the document. Apart from it, so that a look at all runs reads
/// a few pages and not the documents.
/// </summary>
internal sealed class RunFactRow
{
    /// <summary>Stands for the run in the tables of tags, texts and tests.</summary>
    public long Key { get; set; }
    public required string ProjectId { get; set; }
    public int Number { get; set; }
    public required string Project { get; set; }
    public required string Target { get; set; }
    public required string Standing { get; set; }
    public string? Branch { get; set; }
    public string? Sha { get; set; }
    public string? Accelerator { get; set; }
    public required string Kernel { get; set; }
    public required string Account { get; set; }
    public string? RunGroup { get; set; }
    public bool Quick { get; set; }

    /// <summary>UTC ticks, as all times here.</summary>
    public long CreatedAt { get; set; }
    public long? EndedAt { get; set; }

    /// <summary>Ticks from the launch to the verdict.</summary>
    public long? Duration { get; set; }
    public long? SessionAt { get; set; }

    /// <summary>Ticks that the session took on Kaggle.</summary>
    public long? SessionTime { get; set; }
    public bool Starred { get; set; }

    /// <summary>True while it is in the trash.</summary>
    public bool Deleted { get; set; }

    /// <summary>True once the results of its tests are in the tables of tests.</summary>
    public bool TestsRead { get; set; }
}

internal sealed class RunTagRow
{
    public long RunKey { get; set; }
    public required string Tag { get; set; }
}
