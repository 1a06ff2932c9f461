using KaggleRunner.Core.Experiments;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The runs that a matrix makes, and which of them the preview shows.</summary>
public sealed partial class MatrixLine
{
    [Parameter]
    public SettingsPlan? Plan { get; set; }

    /// <summary>The run that is shown, from 0.</summary>
    [Parameter]
    public int Cell { get; set; }

    [Parameter]
    public EventCallback<int> OnCell { get; set; }

    private static string Words(MatrixAxis axis) => $"{axis.Key} {string.Join(", ", axis.Values)}";

    private static string Name(SettingsPlan plan, RunSettings cell) =>
        string.Join(", ", plan.Matrix.Select(axis => $"{axis.Key} {cell.Matrix.GetValueOrDefault(axis.Key)}"));

    private static string Brief(SettingsPlan plan, RunSettings cell) =>
        plan.Matrix.Count == 1
            ? Name(plan, cell)
            : string.Join(" · ", plan.Matrix.Select(axis => cell.Matrix.GetValueOrDefault(axis.Key)));
}
