using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// What is set for one target, for as long as the page is open. It begins with what the target's last run was told beside
/// its config; the config itself is read anew, so that what was changed there since counts.
/// </summary>
public sealed class TargetMemory
{
    private SettingsOverrides? _toTake;

    public SettingsDraft Settings { get; } = new();

    /// <summary>The run to compare with: the target's newest that was started here, or the one named; null when there is none.</summary>
    public Run? Last { get; init; }

    /// <summary>Further paths that ran together with the target.</summary>
    public IReadOnlyList<string> More { get; private set; } = [];

    /// <summary>Null: found by the target's name; empty: none.</summary>
    public string? Config { get; set; }
    public bool Quick { get; set; }

    /// <summary>True while settings come from the last run.</summary>
    public bool IsRemembered { get; private set; }

    /// <summary>True when there is anything that was taken from the last run, to tell and to reset.</summary>
    public bool Differs => IsRemembered && (Settings.Changed > 0 || Config is not null || Quick || More.Count > 0);

    /// <summary>What the target's last run was told, to be taken over.</summary>
    public static TargetMemory Of(Run last, string? config, SettingsOverrides overrides) =>
        new()
        {
            Last = last,
            More = last.Target.More,
            Config = config,
            Quick = last.Settings.Quick,
            IsRemembered = true,
            _toTake = overrides,
        };

    /// <summary>Takes the values of defaults and config; the first time, the last run's own go over them.</summary>
    public void Follow(RunSettings settings)
    {
        Settings.Follow(settings);
        if (_toTake is { } overrides)
        {
            _toTake = null;
            Settings.Take(overrides);
        }
    }

    /// <summary>Back to what defaults and config say.</summary>
    public void Reset()
    {
        Settings.ResetAll();
        (_toTake, IsRemembered, Config, Quick, More) = (null, false, null, false, []);
    }
}
