using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>What the user chose, as it stands in the page's address.</summary>
/// <param name="Config">Null: found by the target's name; empty: none.</param>
public sealed record RunChoice(Project Project, string Path, string? Config, bool Quick)
{
    /// <summary>Further paths that pytest runs together with the first.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}

/// <summary>What the choices on the page come to: the settings before the user's own changes, or what is wrong and where.</summary>
public sealed record RunPlan
{
    public static RunPlan Empty { get; } = new();

    public Target? Target { get; init; }
    public string? TargetError { get; init; }

    /// <summary>The config that the target's name leads to; null when there is none.</summary>
    public string? FoundConfig { get; init; }

    /// <summary>The config that takes part; null when none does.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The config as it stands in the editor, when that is not what the disk has.</summary>
    public ConfigFile? Unsaved { get; init; }

    /// <summary>True when the config that takes part is open with changes that are not saved.</summary>
    public bool IsUnsaved { get; init; }
    public string? ConfigError { get; init; }

    /// <summary>Defaults, config and quick section; null when one of them cannot be read.</summary>
    public RunSettings? Base { get; init; }
}

/// <summary>What would be pushed as things stand.</summary>
/// <param name="Settings">Null when they cannot be resolved.</param>
/// <param name="Cell">Which run of the matrix the script is that of.</param>
/// <param name="Problem">Why there is no script, or why it would be refused; null when all is well.</param>
public sealed record RunPreview(SettingsPlan? Settings, int Cell, string Script, string Metadata, string? Problem)
{
    public static RunPreview Empty { get; } = new(null, 0, "", "", null);

    /// <summary>How many runs it will be.</summary>
    public int Runs => Settings?.Cells.Count ?? 1;

    /// <summary>The settings of the run that is shown.</summary>
    public RunSettings? Shown => Settings?.Cells[Cell];
}
