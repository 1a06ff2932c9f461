namespace KaggleRunner.Web.NewRun;

/// <summary>Why Run cannot be pressed, in a sentence that says what to do.</summary>
public static class RunObstacle
{
    /// <summary>The first thing in the way; null when nothing is.</summary>
    public static string? Of(RunPlan plan, SettingsDraft draft, RunPreview preview, SyncDraft sync, bool hasLooked) =>
        plan.Target is null ? "Pick a target first."
        : plan.ConfigError is not null ? "The config cannot be used; see above."
        : plan.IsUnsaved ? $"{plan.ConfigPath} is not saved: save it, or discard the changes, and what is shown runs."
        : draft.HasErrors ? "A setting needs mending; see above."
        : preview.Problem ?? (hasLooked ? sync.Problem ?? Consent(sync) : "Looking at the working tree…");

    /// <summary>Which box to tick; null when none is needed.</summary>
    public static string? Consent(SyncDraft sync) =>
        sync is { NeedsConsent: true, HasConsent: false } ? $"Tick “{sync.ConsentText()}” to allow it." : null;
}
