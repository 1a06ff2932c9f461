using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Secrets;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.NewRun;

/// <summary>One way for the source to get there.</summary>
/// <param name="IsClosed">It cannot be chosen as the working tree is.</param>
internal sealed record SyncChoice(SyncMode Mode, string Name, string Sentence, bool IsClosed);

/// <summary>What is said of the working tree and of the ways in which it can get there.</summary>
internal sealed class SyncWords(SyncDraft draft)
{
    private WorkingTreeStatus Status => draft.Status;

    private string? NoneSha => Status.RemoteUrl is null ? Status.HeadSha : Status.PushedSha;

    private bool HasConflicts => Status.Changes.Any(change => change.Kind == ChangeKind.Conflicted);

    public IReadOnlyList<SyncChoice> Choices =>
        [
            new(SyncMode.Push, PushName, PushSentence, Status.Obstacle is not null),
            new(
                SyncMode.Snapshot,
                "Snapshot",
                "The files as they are go to a branch of the run's own on the remote; your branch, index and stash stay as they are.",
                Status.RemoteUrl is null || HasConflicts
            ),
            new(
                SyncMode.Bundle,
                "Bundle",
                "Nothing is pushed: the files as they are travel inside the script.",
                HasConflicts
            ),
            new(SyncMode.None, NoneName, NoneSentence, NoneSha is null),
        ];

    public string Sentence
    {
        get
        {
            var own = Choices.First(choice => choice.Mode == draft.Mode).Sentence;
            var (mode, why) = draft.Proposal;
            return mode == draft.Mode || mode == SyncMode.None || why == Status.Obstacle
                ? own
                : $"{own} Proposed is {Name(mode)}: {why}";
        }
    }

    /// <summary>What is sent, once that was looked through; null when nothing is.</summary>
    public string? Sent =>
        draft.Preview is not { } preview || (draft.Mode == SyncMode.None && !preview.TravelsInside) ? null
        : preview.TravelsInside
            ? $"{HumanText.Count(preview.Files, "file")}, {HumanText.Size(preview.Bytes)}, inside the script"
        : $"{HumanText.Count(preview.Files, "file")}, {HumanText.Size(preview.Bytes)} to push";

    public IEnumerable<string> Notices
    {
        get
        {
            if (Status.EmbeddedRepositories is [var first, ..] and { Count: var count })
            {
                yield return $"{first}{(count > 1 ? $" and {count - 1} more" : "")}: a repository of its own, whose files git does not send. Make it a submodule, or remove its .git folder.";
            }

            if (Status.UsesLfs && draft.Mode != SyncMode.Bundle)
            {
                yield return "Files of Git LFS reach the kernel only as pointers; with Bundle they travel whole.";
            }
        }
    }

    private string PushName =>
        (Status.IsDirty, Status.RemoteUrl) switch
        {
            (_, null) => "Commit",
            (true, _) => "Commit and push",
            _ => "Push",
        };

    private string PushSentence =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
        : Status.IsDirty
            ? $"The ticked files become a commit on your branch{(Status.Upstream is { } upstream ? $", which goes to {upstream}" : "")}; that commit runs."
        : "Your branch is pushed; its last commit runs.";

    private string NoneName => Status.RemoteUrl is null ? "Last commit" : "Pushed commit";

    private string NoneSentence =>
        NoneSha is { } sha ? $"{Short(sha)} runs as it is; your changes stay here."
        : Status.HeadSha is null ? "There is no commit yet."
        : "The branch was never pushed.";

    public string Ready =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
        : draft.TravelsInside ? $"{draft.Proposal.Why}"
        : Status.Upstream is { } upstream ? $"This commit is on {upstream}; it runs as it is."
        : "This commit is on the remote; it runs as it is.";

    public static string Short(string sha) => sha.Length > 7 ? sha[..7] : sha;

    private static string Name(SyncMode mode) => mode == SyncMode.None ? "the pushed commit" : mode.ToString();

    public static string Tell(SecretFinding finding) =>
        $"{(finding.Line > 0 ? $"line {finding.Line}: " : "")}{finding.What}{(finding.Masked.Length > 0 ? $" ({finding.Masked})" : "")}";
}
