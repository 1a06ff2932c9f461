using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>What a user asks for when pressing Run.</summary>
public sealed record LaunchRequest
{
    public required Project Project { get; init; }

    /// <summary>
    /// Paths relative to the project's root, or pytest node ids; several run together when pytest runs them all. Empty: those of
    /// the <see cref="Config"/>.
    /// </summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>A config's path or name; null: the one found by the target's stem, if any; empty: none.</summary>
    public string? Config { get; init; }
    public bool Quick { get; init; }
    public SettingsOverrides Overrides { get; init; } = new();
    public SyncRequest Sync { get; init; } = new();
    public KaggleAccountKind Account { get; init; }
}
