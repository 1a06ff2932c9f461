namespace KaggleRunner.Core.Runs.Storage;

/// <summary>A run: its document, and what is written beside it by others than the engine.</summary>
internal sealed class RunRow
{
    public required string ProjectId { get; set; }
    public int Number { get; set; }

    /// <summary>UTC ticks: SQLite cannot order DateTimeOffset.</summary>
    public long CreatedAt { get; set; }
    public bool Ended { get; set; }

    /// <summary>Grows with every change of any run: readers ask for what is newer than the last they saw.</summary>
    public long Change { get; set; }

    /// <summary>Written by whoever cancels, never by the engine; UTC ticks.</summary>
    public long? CancelRequestedAt { get; set; }

    /// <summary>Set while it is in the trash; UTC ticks.</summary>
    public long? DeletedAt { get; set; }

    /// <summary>What stands in <c>notes.json</c>.</summary>
    public string? Annotations { get; set; }
    public required string Document { get; set; }
}

/// <summary>A project that was opened on this machine.</summary>
internal sealed class ProjectRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public required string Root { get; set; }

    /// <summary>UTC ticks.</summary>
    public long OpenedAt { get; set; }
}
