using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// How the working tree gets to Kaggle, as the user decides it. What would change the repository or its remote happens
/// only after the user ticked the box for exactly what was shown: news in the working tree take the tick away.
/// </summary>
public sealed class SyncDraft
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);
    private IReadOnlyList<SecretFinding> _found = [];
    private SyncMode? _chosen;

    public WorkingTreeStatus Status { get; private set; } = new();

    /// <summary>Whether a kernel can clone, as far as it is known by now.</summary>
    public CloneReach Reach { get; set; }

    /// <summary>Whether the kernel will have a network.</summary>
    public bool Internet { get; set; } = true;

    /// <summary>What would be sent as things stand; null until that has been looked through.</summary>
    public SyncPreview? Preview { get; private set; }

    /// <summary>The user's tick; true only after a click.</summary>
    public bool HasConsent { get; set; }
    public string Message { get; set; } = "";
    public string DefaultMessage { get; private set; } = "Run on Kaggle";

    public SyncMode Mode
    {
        get => _chosen ?? Proposal.Mode;
        set
        {
            _chosen = value;
            Reconsider();
        }
    }

    /// <summary>The fitting mode, and why.</summary>
    public (SyncMode Mode, string Why) Proposal => SyncProposal.For(Status, Reach, Internet);

    /// <summary>The files that will be committed.</summary>
    public IReadOnlyList<string> Included =>
        [.. Status.Changes.Select(change => change.Path).Where(path => !_left.Contains(path))];

    public bool NothingToSend => !Status.IsDirty && !Status.IsUnpushed && Status.HeadSha is not null;

    /// <summary>True when the source travels inside the script.</summary>
    public bool TravelsInside => SyncPreviewer.TravelsInside(Status, ToRequest(), Reach);

    /// <summary>The commit that would run; null when it is still to be made.</summary>
    public string? RunningSha
    {
        get
        {
            var isNew = Mode switch
            {
                SyncMode.None => false,
                SyncMode.Push => Included.Count > 0,
                _ => Status.IsDirty,
            };
            return isNew ? null
                : Mode != SyncMode.None || Status.RemoteUrl is null ? Status.HeadSha
                : Status.PushedSha;
        }
    }

    /// <summary>True when running would commit or push, which takes the user's tick.</summary>
    public bool NeedsConsent =>
        Mode == SyncMode.Push && (Included.Count > 0 || Status.IsUnpushed)
        || (Mode == SyncMode.Snapshot && !NothingToSend);

    /// <summary>Secrets and large files that were not allowed; they block.</summary>
    public IReadOnlyList<SecretFinding> Blocking =>
        [.. (Preview?.Findings ?? []).Where(finding => !_allowed.Contains(finding.Path))];

    /// <summary>Why Run would not work, in a sentence; null when it would.</summary>
    public string? Problem =>
        ModeProblem()
        ?? (
            Blocking is [var first, ..] ? $"{first.Path}: {first.What}. Take it out, or allow it to be sent."
            : Preview is null && Mode != SyncMode.None ? "Looking through what would be sent…"
            : null
        );

    /// <summary>Takes a fresh look at the working tree.</summary>
    public void Follow(WorkingTreeStatus status, string target)
    {
        if (!IsSame(Status, status))
        {
            Reconsider();
        }

        Status = status;
        _left.IntersectWith(status.Changes.Select(change => change.Path));
        DefaultMessage = target.Length == 0 ? "Run on Kaggle" : $"Run {target} on Kaggle";
    }

    /// <summary>Takes what was found in what would be sent; other secrets than were shown take the tick away.</summary>
    public void Show(SyncPreview preview)
    {
        var news = preview.Findings.Except(_found).Select(finding => finding.Path).ToList();
        if (news.Count > 0)
        {
            HasConsent = false;
            _allowed.ExceptWith(news);
        }

        _found = preview.Findings;
        Preview = preview;
    }

    public bool Includes(string path) => !_left.Contains(path);

    public void Include(string path, bool include)
    {
        _ = include ? _left.Remove(path) : _left.Add(path);
        Reconsider();
    }

    public void IncludeAll(bool include)
    {
        _left.Clear();
        if (!include)
        {
            _left.UnionWith(Status.Changes.Select(change => change.Path));
        }

        Reconsider();
    }

    public bool Allows(string path) => _allowed.Contains(path);

    /// <summary>Lets a file be sent whatever was found in it, or not.</summary>
    public void Allow(string path, bool allow)
    {
        _ = allow ? _allowed.Add(path) : _allowed.Remove(path);
        HasConsent = false;
    }

    public SyncRequest ToRequest() =>
        new()
        {
            Mode = Mode,
            Paths = Mode == SyncMode.Push ? Included : [],
            CommitMessage =
                Mode != SyncMode.Push || Included.Count == 0 ? null
                : string.IsNullOrWhiteSpace(Message) ? DefaultMessage
                : Message.Trim(),
            AllowedSecrets = [.. _allowed.Order(StringComparer.Ordinal)],
            IsOffline = !Internet,
        };

    /// <summary>What the box says: exactly what its tick allows.</summary>
    public string ConsentText()
    {
        if (Mode == SyncMode.Snapshot)
        {
            return $"Push the files as they are to a branch of the run's own on {Status.Remote ?? "the remote"}";
        }

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

    // What was looked through and agreed to is no longer what would be sent.
    private void Reconsider() => (HasConsent, Preview) = (false, null);

    private string? ModeProblem() =>
        Mode switch
        {
            SyncMode.None => NoneProblem(),
            _ when Status.Changes.Any(change => change.Kind == ChangeKind.Conflicted) => Status.Obstacle,
            SyncMode.Push when !NothingToSend && Status.Obstacle is { } obstacle => obstacle,
            SyncMode.Push when Status.HeadSha is null && Included.Count == 0 =>
                "There is no commit yet, and nothing to commit.",
            SyncMode.Snapshot when Status.RemoteUrl is null => "There is no remote to push a snapshot to.",
            _ when Status is { HeadSha: null, IsDirty: false } => "The repository holds no files yet.",
            _ => null,
        };

    private string? NoneProblem() =>
        Status.HeadSha is null ? "There is no commit to run yet. Commit the files first, or choose another way."
        : Status.RemoteUrl is not null && Status.PushedSha is null
            ? "This branch was never pushed, so there is no pushed commit to run."
        : null;
}
