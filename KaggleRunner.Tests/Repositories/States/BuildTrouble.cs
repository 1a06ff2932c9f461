namespace KaggleRunner.Tests.Repositories.States;

/// <summary>States in which hooks, remotes, credentials or the machine say no.</summary>
internal static class BuildTrouble
{
    private const string Nobody = "65534";

    public static Task Hook(StateRepository repository, string name)
    {
        repository.Files.WriteHook(name, "echo 'the hook says no' >&2; exit 1");
        return Task.CompletedTask;
    }

    public static Task ProtectedAsync(StateRepository repository)
    {
        repository.RefuseAtRemote("[ \"$1\" = refs/heads/main ]", "main is protected");
        return Task.CompletedTask;
    }

    public static Task ClosedAsync(StateRepository repository)
    {
        repository.RefuseAtRemote("true", "pushes are closed");
        return Task.CompletedTask;
    }

    public static async Task SshAsync(StateRepository repository)
    {
        var ssh = repository.Files.Beside("ssh-without-a-key");
        await File.WriteAllTextAsync(
            ssh,
            "#!/bin/sh\necho 'git@github.com: Permission denied (publickey).' >&2\nexit 255\n"
        );
        Machine.MakeExecutable(ssh);
        await repository.GitAsync("config", "core.sshCommand", ssh);
        await repository.GitAsync("remote", "set-url", "origin", "git@example.invalid:team/project.git");
    }

    public static async Task HelperAsync(StateRepository repository)
    {
        await repository.ServeAsync("bob:right");
        await repository.GitAsync("config", "credential.helper", "!f() { echo username=bob; echo password=right; }; f");
    }

    /// <summary>Git has this switch for its own tests: it takes every repository for somebody else's.</summary>
    public static Task ForeignAsync(StateRepository repository)
    {
        repository.RunGitBy("GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"");
        return Task.CompletedTask;
    }

    public static Task ReadOnlyAsync(StateRepository repository)
    {
        var git = Path.Combine(repository.Root, ".git");
        if (Environment.UserName == "root")
        {
            // Root may write everywhere: git runs as nobody, who may read.
            repository.RunGitBy(
                "test -z \"$GIT_INDEX_FILE\" || chown -R 65534 \"$(dirname \"$GIT_INDEX_FILE\")\"\n"
                    + $"exec setpriv --reuid={Nobody} --regid={Nobody} --clear-groups env HOME=/ GIT_CONFIG_COUNT=1 "
                    + "GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' git \"$@\""
            );
            repository.Settle = () => Machine.Run("chmod", "-R", "a+rX", Path.GetDirectoryName(repository.Files.Root)!);
        }
        else
        {
            repository.Settle = () => Machine.Run("chmod", "-R", "a-w", git);
            repository.Unsettle = () => Machine.Run("chmod", "-R", "u+w", git);
        }

        return Task.CompletedTask;
    }

    public static async Task NamelessAsync(StateRepository repository)
    {
        await repository.GitAsync("config", "user.name", "");
        await repository.GitAsync("config", "user.useConfigOnly", "true");
    }

    public static Task SecretAsync(StateRepository repository)
    {
        repository.Files.Write("settings.py", $"TOKEN = '{Secrets.Fixtures.GitHubToken}'\n");
        return Task.CompletedTask;
    }
}
