using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>Named values of several runs; those that are not the first run's stand out.</summary>
public sealed partial class ValueTable
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Run> Runs { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ComparedValue> Values { get; set; }
}
