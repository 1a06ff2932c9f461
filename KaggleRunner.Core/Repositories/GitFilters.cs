namespace KaggleRunner.Core.Repositories;

/// <summary>
/// Finds the clean and smudge filters that a repository's own configuration defines: comparing files would run them.
/// The user's own filters (LFS, as a rule) stay, or unchanged files would look changed.
/// </summary>
internal sealed class GitFilters(GitProgram git)
{
    /// <summary>The configuration that switches them off.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> SwitchesAsync(
        Project project,
        CancellationToken cancellationToken
    )
    {
        var text = await git.TryReadAsync(
                project.Root,
                ["config", "--show-scope", "-z", "--get-regexp", @"^filter\..*\.(clean|smudge|process|required)$"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var parts = (text ?? "").Split('\0');
        var switches = new List<KeyValuePair<string, string>>();
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            var key = parts[i + 1].Split('\n', 2)[0];
            if (parts[i] is "local" or "worktree")
            {
                switches.Add(new(key, key.EndsWith(".required", StringComparison.Ordinal) ? "false" : ""));
            }
        }

        return switches;
    }
}
