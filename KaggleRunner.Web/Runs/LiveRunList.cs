using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>
/// The rows of the runs table: running ones on top, then the newest. While the reader holds the list (is scrolled or
/// points at it), rows keep their places: known runs change in place, new ones wait until they are asked for.
/// </summary>
public sealed class LiveRunList
{
    private readonly Dictionary<RunId, Run> _runs = [];
    private readonly HashSet<RunId> _waiting = [];
    private List<RunId> _order = [];
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

    public void Load(IEnumerable<Run> runs)
    {
        _runs.Clear();
        _waiting.Clear();
        foreach (var run in runs)
        {
            _runs[run.Id] = run;
        }

        Arrange();
    }

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
        _order =
        [
            .. _runs
                .Values.OrderBy(run => run.HasEnded)
                .ThenByDescending(run => run.CreatedAt)
                .ThenByDescending(run => run.Id.Number)
                .Select(run => run.Id),
        ];
        Shown = [.. _order.Select(id => _runs[id])];
    }
}
