namespace KaggleRunner.Core.Repositories;

/// <summary>Where a branch is pushed to.</summary>
/// <param name="Remote">The remote's name.</param>
/// <param name="Branch">The branch's name there; null when there is no branch (detached).</param>
/// <param name="TrackingRef">The full name of the ref that remembers the remote's state; it need not exist.</param>
/// <param name="IsConfigured">False when the user never set an upstream: the same name on the usual remote.</param>
internal sealed record PushTarget(
    string Remote,
    string? Branch,
    string? TrackingRef,
    bool IsConfigured,
    RemoteAddress Address
);

/// <summary>Finds the remote and the upstream branch that belong to a branch.</summary>
internal sealed class Remotes(GitProgram git)
{
    /// <summary>Where <paramref name="branch"/> goes; null when the repository has no remote.</summary>
    public async Task<PushTarget?> FindAsync(Project project, string? branch, CancellationToken cancellationToken)
    {
        var names = await git.ReadAsync(project.Root, ["remote"], cancellationToken).ConfigureAwait(false);
        var remotes = names.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (remotes.Length == 0)
        {
            return null;
        }

        var upstream = branch is null
            ? null
            : await UpstreamAsync(project, branch, cancellationToken).ConfigureAwait(false);
        var remote = upstream?.Remote ?? await UsualAsync(project, remotes, cancellationToken).ConfigureAwait(false);
        var address = await AddressAsync(project, remote, cancellationToken).ConfigureAwait(false);
        return upstream is { } known
            ? new(remote, known.Branch, known.TrackingRef, true, address)
            : new(remote, branch, branch is null ? null : $"refs/remotes/{remote}/{branch}", false, address);
    }

    private async Task<(string Remote, string Branch, string TrackingRef)?> UpstreamAsync(
        Project project,
        string branch,
        CancellationToken cancellationToken
    )
    {
        var text = await git.ReadAsync(
                project.Root,
                [
                    "for-each-ref",
                    "--format=%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)",
                    $"refs/heads/{branch}",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        var parts = text.Split('\n')[0].Split('\0');

        // "." is this repository: a local branch as upstream is nothing to push to.
        return
            parts is [{ Length: > 0 } remote, var reference, var tracking]
            && remote is not "."
            && reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? (remote, reference["refs/heads/".Length..], tracking)
            : null;
    }

    private async Task<string> UsualAsync(Project project, string[] remotes, CancellationToken cancellationToken)
    {
        var preferred = await git.TryReadAsync(
                project.Root,
                ["config", "--get", "remote.pushDefault"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return preferred is not null && remotes.Contains(preferred, StringComparer.Ordinal) ? preferred
            : remotes.Contains("origin", StringComparer.Ordinal) ? "origin"
            : remotes[0];
    }

    private async Task<RemoteAddress> AddressAsync(Project project, string remote, CancellationToken cancellationToken)
    {
        if (remote.StartsWith('-'))
        {
            return new(remote, null, $"The remote's name “{remote}” begins with a dash; it is not used.");
        }

        var fetch = await UrlAsync(project, ["remote", "get-url", remote], cancellationToken).ConfigureAwait(false);
        var push = await UrlAsync(project, ["remote", "get-url", "--push", remote], cancellationToken)
            .ConfigureAwait(false);
        return push.Refusal is null ? fetch : fetch with { Refusal = push.Refusal };
    }

    private async Task<RemoteAddress> UrlAsync(
        Project project,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var url = await git.TryReadAsync(project.Root, arguments, cancellationToken).ConfigureAwait(false);
        return url is null
            ? new(arguments[^1], null, $"The remote “{arguments[^1]}” has no address; set one with: git remote set-url")
            : RemoteAddress.Parse(url);
    }
}
