using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// How the working tree gets to Kaggle, as the user decides it. What would change the repository or its remote happens
/// only after the user ticked the box for exactly what was shown: news in the working tree take the tick away.
/// </summary>
public sealed class SyncDraft
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private SyncMode? _chosen;

    public WorkingTreeStatus Status { get; private set; } = new();

    /// <summary>The user's tick; true only after a click.</summary>
    public bool HasConsent { get; set; }
    public string Message { get; set; } = "";
    public string DefaultMessage { get; private set; } = "Run on Kaggle";

    public SyncMode Mode
    {
        get => _chosen ?? (NothingToSend ? SyncMode.None : SyncMode.Push);
        set
        {
            _chosen = value;
            HasConsent = false;
        }
    }

    /// <summary>The files that will be committed.</summary>
    public IReadOnlyList<string> Included =>
        [.. Status.Changes.Select(change => change.Path).Where(path => !_left.Contains(path))];

    public bool NothingToSend => !Status.IsDirty && !Status.IsUnpushed && Status.HeadSha is not null;

    /// <summary>True when running would commit or push, which takes the user's tick.</summary>
    public bool NeedsConsent => Mode == SyncMode.Push && (Included.Count > 0 || Status.IsUnpushed);

    /// <summary>Why Run would not work, in a sentence; null when it would.</summary>
    public string? Problem =>
        Mode == SyncMode.None ? NoneProblem()
        : Status.Obstacle is { } obstacle && !NothingToSend ? obstacle
        : Status.HeadSha is null && Included.Count == 0 ? "There is no commit yet, and nothing to commit."
        : null;

    /// <summary>Takes a fresh look at the working tree.</summary>
    public void Follow(WorkingTreeStatus status, string target)
    {
        if (!IsSame(Status, status))
        {
            HasConsent = false;
        }

        Status = status;
        _left.IntersectWith(status.Changes.Select(change => change.Path));
        DefaultMessage = target.Length == 0 ? "Run on Kaggle" : $"Run {target} on Kaggle";
    }

    public bool Includes(string path) => !_left.Contains(path);

    public void Include(string path, bool include)
    {
        _ = include ? _left.Remove(path) : _left.Add(path);
        HasConsent = false;
    }

    public void IncludeAll(bool include)
    {
        _left.Clear();
        if (!include)
        {
            _left.UnionWith(Status.Changes.Select(change => change.Path));
        }

        HasConsent = false;
    }

    public SyncRequest ToRequest() =>
        new()
        {
            Mode = Mode,
            Paths = Mode == SyncMode.Push ? Included : [],
            CommitMessage =
                Mode == SyncMode.None || Included.Count == 0 ? null
                : string.IsNullOrWhiteSpace(Message) ? DefaultMessage
                : Message.Trim(),
        };

    /// <summary>What the box says: exactly what its tick allows.</summary>
    public string ConsentText()
    {
        var commit = Included.Count > 0 ? $"Commit {HumanText.Count(Included.Count, "changed file")}" : null;
        var where = Status.Upstream ?? (Status.Branch is { } branch ? $"a new remote branch {branch}" : "the remote");
        var push = Status.RemoteUrl is null ? null : $"push to {where}";
        return (commit, push) switch
        {
            (not null, not null) => $"{commit} and {push}",
            (not null, null) => commit,
            _ => $"Push {HumanText.Count(Status.Ahead, "commit")} to {where}",
        };
    }

    private static bool IsSame(WorkingTreeStatus before, WorkingTreeStatus now) =>
        (before.HeadSha, before.Branch, before.Upstream) == (now.HeadSha, now.Branch, now.Upstream)
        && before.Ahead == now.Ahead
        && before.Changes.SequenceEqual(now.Changes);

    private string? NoneProblem() =>
        Status.HeadSha is null ? "There is no commit to run yet. Commit the files first."
        : Status.RemoteUrl is not null && Status.PushedSha is null
            ? "This branch was never pushed, so there is no pushed commit to run."
        : null;
}
