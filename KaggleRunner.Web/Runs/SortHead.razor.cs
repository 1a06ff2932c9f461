using KaggleRunner.Core.Runs.Queries;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The head of a column that the table can be sorted by.</summary>
public sealed partial class SortHead
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public RunSortKey Key { get; set; }

    [Parameter, EditorRequired]
    public required RunsFilter Filter { get; set; }

    [Parameter]
    public EventCallback<RunsFilter> OnChange { get; set; }

    private string? Direction =>
        Filter.Query.Order.Key != Key ? null
        : Filter.Query.Order.Descending ? "descending"
        : "ascending";
}
