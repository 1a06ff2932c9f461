using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Charts;

/// <summary>The markup that the scripts of charts fill: a toolbar, and places for the cards.</summary>
public sealed partial class ChartsFrame
{
    private const string Example = """print('##metric {"name": "loss", "step": 3, "value": 0.12}', flush=True)""";

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>False where runs of different times are drawn over each other.</summary>
    [Parameter]
    public bool HasClock { get; set; } = true;

    /// <summary>Where all values are; null when there is no such file.</summary>
    [Parameter]
    public string? CsvAddress { get; set; }

    [Parameter]
    public string EmptyTitle { get; set; } = "No metrics yet";

    /// <summary>The scripts own what is in it.</summary>
    protected override bool ShouldRender() => false;
}
