using KaggleRunner.Core.Runs.Cost;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>What pressing Run is likely to take; a warning when the quota may not do, never an obstacle.</summary>
public sealed partial class CostLine
{
    /// <summary>Null while it is not known.</summary>
    [Parameter]
    public RunCost? Cost { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;
}
