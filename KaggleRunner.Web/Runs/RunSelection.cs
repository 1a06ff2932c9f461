using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>The runs that are ticked; with Shift a whole stretch is.</summary>
public sealed class RunSelection
{
    private readonly Dictionary<RunId, Run> _chosen = [];
    private RunId? _anchor;

    public int Count => _chosen.Count;

    /// <summary>Oldest first, which makes the oldest the one that others are compared with.</summary>
    public IReadOnlyList<Run> Runs => [.. _chosen.Values.OrderBy(run => run.CreatedAt).ThenBy(run => run.Id.Number)];

    public bool Has(RunId id) => _chosen.ContainsKey(id);

    /// <param name="run">The one that was pressed.</param>
    /// <param name="order">The rows as they are shown.</param>
    /// <param name="isStretch">All between the last one and this one get what this one gets.</param>
    public void Toggle(Run run, IReadOnlyList<Run> order, bool isStretch)
    {
        var isChosen = !Has(run.Id);
        var (from, to) = (IndexOf(order, isStretch ? _anchor : run.Id), IndexOf(order, run.Id));
        (from, to) = from < 0 ? (to, to) : (Math.Min(from, to), Math.Max(from, to));
        for (var i = Math.Max(from, 0); i <= to; i++)
        {
            Set(order[i], isChosen);
        }

        _anchor = run.Id;
    }

    public void Set(Run run, bool isChosen)
    {
        if (isChosen)
        {
            _chosen[run.Id] = run;
        }
        else
        {
            _chosen.Remove(run.Id);
        }
    }

    /// <summary>Takes a new snapshot of a run that is chosen; one that was deleted no longer is.</summary>
    public void Apply(Run run)
    {
        if (Has(run.Id))
        {
            Set(run, run.DeletedAt is null);
        }
    }

    public void Clear()
    {
        _chosen.Clear();
        _anchor = null;
    }

    private static int IndexOf(IReadOnlyList<Run> order, RunId? id)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
