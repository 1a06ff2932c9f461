using System.Globalization;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>How much of the weekly accelerator quota a run has used.</summary>
public static class QuotaUse
{
    /// <summary><c>0.2 GPU h</c>, by the time of its session; null for a run on a CPU and before its session began.</summary>
    public static string? Of(Run run, DateTimeOffset now)
    {
        var session = run.Steps.LastOrDefault(step => step.Kind == RunStepKind.Running);
        if (run.Settings.Accelerator is not { } shape || session is null)
        {
            return null;
        }

        var kind = shape.StartsWith("Tpu", StringComparison.OrdinalIgnoreCase) ? "TPU" : "GPU";
        var time = (session.EndedAt ?? run.EndedAt ?? now) - session.StartedAt;
        return time < TimeSpan.FromMinutes(6)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} {kind} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} {kind} h");
    }
}
