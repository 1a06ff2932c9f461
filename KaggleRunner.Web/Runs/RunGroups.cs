using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>Rows that stand together: the runs of one matrix, or a run by itself.</summary>
/// <param name="Group">What the runs of a matrix share; null for a run by itself.</param>
public sealed record RunRows(string? Group, IReadOnlyList<Run> Runs)
{
    /// <summary>The runs in their order; those of one matrix stand where the first of them does.</summary>
    public static IReadOnlyList<RunRows> Of(IReadOnlyList<Run> runs)
    {
        var groups = runs.Where(run => run.Group is not null)
            .GroupBy(run => (run.Id.Project, run.Group))
            .Where(group => group.Skip(1).Any())
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Run>)[.. group]);
        var rows = new List<RunRows>();
        foreach (var run in runs)
        {
            if (!groups.TryGetValue((run.Id.Project, run.Group), out var members))
            {
                rows.Add(new RunRows(null, [run]));
            }
            else if (members[0].Id == run.Id)
            {
                rows.Add(new RunRows(run.Group, members));
            }
        }

        return rows;
    }
}
