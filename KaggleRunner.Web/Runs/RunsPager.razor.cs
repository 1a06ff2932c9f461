using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>Leads to the other pages of the table.</summary>
public sealed partial class RunsPager
{
    [Parameter, EditorRequired]
    public required RunsFilter Filter { get; set; }

    [Parameter]
    public int Pages { get; set; }

    /// <summary>How many runs there are on all pages.</summary>
    [Parameter]
    public int Total { get; set; }

    private int First => Math.Min(Total, ((Filter.Page - 1) * RunsFilter.PageSize) + 1);

    private int Last => Math.Min(Total, Filter.Page * RunsFilter.PageSize);
}
