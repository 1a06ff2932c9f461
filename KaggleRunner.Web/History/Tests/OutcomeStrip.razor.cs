using KaggleRunner.Core.History.Tests;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Tests;

/// <summary>What a test did in the newest runs, a mark each: the newest is on the right; failures stand taller.</summary>
public sealed partial class OutcomeStrip
{
    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TestPoint> Points { get; set; }

    [Parameter]
    public int Most { get; set; } = 24;

    private string Words =>
        Points.Count == 0
            ? "No results"
            : $"The last {Math.Min(Most, Points.Count)} results, oldest first: "
                + string.Join(", ", Points.Take(Most).Reverse().Select(point => point.Outcome.Word()));
}
