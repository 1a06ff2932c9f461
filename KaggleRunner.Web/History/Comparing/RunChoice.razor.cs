using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>Which of the other runs stands beside the first one.</summary>
public sealed partial class RunChoice
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Run> Runs { get; set; }

    [Parameter, EditorRequired]
    public required Run Chosen { get; set; }

    [Parameter]
    public EventCallback<Run> OnChoose { get; set; }
}
