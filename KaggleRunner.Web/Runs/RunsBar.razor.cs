using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs.Queries;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What the table shows and how it is narrowed: states with their numbers, other filters as chips.</summary>
public sealed partial class RunsBar
{
    [Parameter, EditorRequired]
    public required RunsFilter Filter { get; set; }

    [Parameter]
    public IReadOnlyDictionary<RunStanding, int> Counts { get; set; } = new Dictionary<RunStanding, int>();

    [Parameter]
    public IReadOnlyList<Project> Projects { get; set; } = [];

    [Parameter]
    public string NewRunAddress { get; set; } = "/projects";

    [Parameter]
    public EventCallback<RunsFilter> OnChange { get; set; }

    private string Scope => Filter.Project is { } project ? $"/p/{project}" : "";

    private string StatisticsAddress =>
        $"{Scope}/statistics" + (Filter.Query.Text is { Length: > 0 } text ? $"?q={Uri.EscapeDataString(text)}" : "");

    private string TrashAddress => $"{Scope}/trash";

    private static RunStanding Standing(RunState state) =>
        RunStandings.All.First(standing => standing.Key() == state.Key());

    private Task ChooseAsync(ChangeEventArgs e) =>
        OnChange.InvokeAsync(
            Filter with
            {
                Project = e.Value is string { Length: > 0 } id ? new ProjectId(id) : null,
                Page = 1,
            }
        );
}
