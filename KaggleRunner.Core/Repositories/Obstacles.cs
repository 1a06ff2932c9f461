namespace KaggleRunner.Core.Repositories;

/// <summary>Says in words why a working tree cannot be committed and pushed now, and the way out.</summary>
internal static class Obstacles
{
    /// <summary>The first obstacle; null when there is none.</summary>
    public static string? Find(WorkingTreeStatus status, string? refusal, string? operation) =>
        Conflicts(status) ?? operation ?? Detached(status) ?? refusal ?? Diverged(status) ?? Behind(status);

    /// <summary>The files whose conflicts are not resolved; null when there are none.</summary>
    public static string? Conflicts(WorkingTreeStatus status)
    {
        var paths = status.Changes.Where(c => c.Kind == ChangeKind.Conflicted).Select(c => c.Path).ToList();
        return paths.Count == 0
            ? null
            : $"{Count(paths.Count, "file has", "files have")} conflicts ({string.Join(", ", paths.Take(3))}"
                + $"{(paths.Count > 3 ? ", …" : "")}). Resolve them, then git add and commit them.";
    }

    private static string? Detached(WorkingTreeStatus status) =>
        status.Branch is null && status.HeadSha is not null
            ? $"HEAD is detached at {status.HeadSha[..7]}: there is no branch to commit to. Make one with git switch -c <name>."
            : null;

    private static string? Diverged(WorkingTreeStatus status) =>
        status is { Ahead: > 0, Behind: > 0 }
            ? $"{status.Branch} and {Upstream(status)} have diverged ({status.Ahead} and "
                + $"{Count(status.Behind, "commit", "commits")}). Bring them together with git pull --rebase or git merge."
            : null;

    private static string? Behind(WorkingTreeStatus status) =>
        status is { Behind: > 0, IsDirty: true }
            ? $"{status.Branch} is {Count(status.Behind, "commit", "commits")} behind {Upstream(status)}: "
                + "a commit made now could not be pushed. Catch up with git pull first."
            : null;

    private static string Upstream(WorkingTreeStatus status) => status.Upstream ?? "its branch on the remote";

    private static string Count(int number, string one, string many) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
