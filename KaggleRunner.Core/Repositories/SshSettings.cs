namespace KaggleRunner.Core.Repositories;

/// <summary>Keeps ssh from asking at a terminal that nobody looks at; a command that the user chose stays as it is.</summary>
internal static class SshSettings
{
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ForAsync(
        GitProgram git,
        Project project,
        CancellationToken cancellationToken
    )
    {
        var chosen =
            Environment.GetEnvironmentVariable("GIT_SSH_COMMAND")
            ?? Environment.GetEnvironmentVariable("GIT_SSH")
            ?? await git.TryReadAsync(project.Root, ["config", "--get", "core.sshCommand"], cancellationToken)
                .ConfigureAwait(false);
        return chosen is null ? [new("core.sshCommand", "ssh -oBatchMode=yes")] : [];
    }
}
