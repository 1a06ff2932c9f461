using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What can be done with the runs that are ticked.</summary>
public sealed partial class SelectionBar
{
    private const int MostExported = 200;
    private string _tag = "";

    [Parameter, EditorRequired]
    public required RunSelection Selection { get; set; }

    [Parameter]
    public EventCallback<string> OnTag { get; set; }

    [Parameter]
    public EventCallback OnDelete { get; set; }

    [Parameter]
    public EventCallback OnClear { get; set; }

    private IReadOnlyList<Run> Runs => Selection.Runs;

    private bool IsOneProject => Runs.Select(run => run.Id.Project).Distinct().Count() == 1;

    private string? CompareAddress =>
        Runs.Count is >= RunComparer.Fewest and <= RunComparer.Most && IsOneProject
            ? $"/p/{Runs[0].Id.Project}/compare?runs={string.Join(',', Runs.Select(run => run.Id.Number))}"
            : null;

    private string CompareProblem =>
        IsOneProject
            ? $"{RunComparer.Fewest} to {RunComparer.Most} runs can be compared."
            : "Runs of different projects cannot be compared.";

    private string ExportAddress =>
        new RunsFilter
        {
            Project = IsOneProject ? Runs[0].Id.Project : null,
            Query = new RunQuery
            {
                Filter = new RunFilter
                {
                    Numbers = [.. Runs.Select(run => run.Id.Number).Distinct()],
                    Projects = IsOneProject
                        ? []
                        : [.. Runs.Select(run => run.Id.Project.Value).Distinct(StringComparer.Ordinal)],
                },
            },
        }.ToExport("csv");

    private async Task TagAsync()
    {
        var tag = _tag;
        _tag = "";
        await OnTag.InvokeAsync(tag);
    }
}
