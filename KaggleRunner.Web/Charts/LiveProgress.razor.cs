using System.Globalization;
using KaggleRunner.Core.Runs.Progress;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Charts;

/// <summary>The progress bar in the log of a run under way, with the time that is left; nothing when there is none.</summary>
public sealed partial class LiveProgress
{
    /// <summary>What the browser's tab says of the run; with it, the percentage stands before that.</summary>
    [Parameter]
    public string? Title { get; set; }

    private ProgressBar? Bar => Run.HasEnded ? null : Seen.Bar;

    private static int Whole(ProgressBar bar) => (int)Math.Floor(bar.Fraction * 100);

    private static string Percent(ProgressBar bar) => string.Create(CultureInfo.InvariantCulture, $"{Whole(bar)}%");

    private static string Width(ProgressBar bar) =>
        string.Create(CultureInfo.InvariantCulture, $"width:{bar.Fraction * 100:0.##}%");

    private static string Words(ProgressBar bar) =>
        bar.Remaining is { } remaining
            ? $"{bar.Label} {Percent(bar)}, about {HumanText.Ticking(remaining)} left".TrimStart()
            : $"{bar.Label} {Percent(bar)}".TrimStart();
}
