using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Web.Runs;

/// <summary>
/// The rows of the runs table: running ones on top, then the rest in the order that was asked for. While the reader holds
/// the list (is scrolled or points at it), rows keep their places: known runs change in place, new ones wait until they
/// are asked for.
/// </summary>
public sealed class LiveRunList
{
    private readonly Dictionary<RunId, Run> _runs = [];
    private readonly HashSet<RunId> _waiting = [];
    private List<RunId> _order = [];
    private RunOrder _wanted = RunOrder.NewestFirst;
    private bool _isHeld;

    public IReadOnlyList<Run> Shown { get; private set; } = [];

    /// <summary>The runs that have come since the reader took hold of the list.</summary>
    public IEnumerable<Run> Waiting => _waiting.Select(id => _runs[id]);

    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            _isHeld = value;

            // New rows wait for a click even when the pointer has left: only the order of known ones is mended.
            if (!value && _waiting.Count == 0)
            {
                Arrange();
            }
        }
    }

    public void Load(IEnumerable<Run> runs, RunOrder? order = null)
    {
        _wanted = order ?? RunOrder.NewestFirst;
        _runs.Clear();
        _waiting.Clear();
        foreach (var run in runs)
        {
            _runs[run.Id] = run;
        }

        Arrange();
    }

    /// <summary>The run as it was last seen; null when it is none of these.</summary>
    public Run? Find(RunId id) => _runs.GetValueOrDefault(id);

    /// <summary>Takes a new snapshot of one run.</summary>
    public void Apply(Run run)
    {
        if (run.DeletedAt is not null)
        {
            Remove(run.Id);
            return;
        }

        var isNew = !_runs.ContainsKey(run.Id);
        _runs[run.Id] = run;
        if (isNew && (IsHeld || _waiting.Count > 0))
        {
            _waiting.Add(run.Id);
        }

        if (IsHeld || _waiting.Count > 0)
        {
            Shown = [.. _order.Select(id => _runs[id])];
        }
        else
        {
            Arrange();
        }
    }

    /// <summary>Shows the runs that waited.</summary>
    public void Reveal()
    {
        _waiting.Clear();
        Arrange();
    }

    private void Remove(RunId id)
    {
        _runs.Remove(id);
        _waiting.Remove(id);
        _order.Remove(id);
        Shown = [.. _order.Select(known => _runs[known])];
    }

    private void Arrange()
    {
        var newest = _runs
            .Values.OrderBy(run => run.HasEnded)
            .ThenBy(run => run.HasEnded ? 0 : -run.CreatedAt.UtcTicks);
        var sorted = _wanted.Key switch
        {
            RunSortKey.Duration => By(newest, run => run.EndedAt - run.CreatedAt),
            RunSortKey.Target => By(newest, run => run.Target.Path.ToUpperInvariant()),
            RunSortKey.Number => By(newest, run => run.Id.Number),
            _ => By(newest, run => run.CreatedAt),
        };
        _order =
        [
            .. sorted
                .ThenByDescending(run => run.CreatedAt)
                .ThenByDescending(run => run.Id.Number)
                .Select(run => run.Id),
        ];
        Shown = [.. _order.Select(id => _runs[id])];
    }

    private IOrderedEnumerable<Run> By<T>(IOrderedEnumerable<Run> runs, Func<Run, T> key) =>
        _wanted.Descending ? runs.ThenByDescending(key) : runs.ThenBy(key);
}
