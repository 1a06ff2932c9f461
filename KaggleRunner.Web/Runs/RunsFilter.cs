using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Runs;

/// <summary>Which runs the table shows; stands in the page's address.</summary>
public sealed record RunsFilter
{
    public IReadOnlyList<RunState> States { get; init; } = [];
    public string Target { get; init; } = "";
    public ProjectId? Project { get; init; }

    public bool IsEmpty => States.Count == 0 && Target.Length == 0;

    public static RunsFilter Parse(string? states, string? target, string? project) =>
        new()
        {
            States =
            [
                .. (states ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(RunStates.Parse)
                    .OfType<RunState>()
                    .Select(state => state.Filter())
                    .Distinct(),
            ],
            Target = target?.Trim() ?? "",
            Project = string.IsNullOrWhiteSpace(project) ? null : new ProjectId(project),
        };

    public bool Matches(Run run) =>
        (Project is null || run.Id.Project == Project)
        && (States.Count == 0 || States.Contains(RunStates.Of(run).Filter()))
        && (Target.Length == 0 || run.Target.Path.Contains(Target, StringComparison.OrdinalIgnoreCase));

    public RunsFilter Toggle(RunState state) =>
        this with
        {
            States = States.Contains(state) ? [.. States.Where(other => other != state)] : [.. States, state],
        };

    /// <summary>The address of the runs page with this filter.</summary>
    public string ToAddress()
    {
        var path = Project is { } project ? $"/p/{project}/runs" : "/";
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (States.Count > 0)
        {
            query["state"] = string.Join(',', States.Select(state => state.Key()));
        }

        if (Target.Length > 0)
        {
            query["target"] = Target;
        }

        return QueryHelpers.AddQueryString(path, query);
    }
}
