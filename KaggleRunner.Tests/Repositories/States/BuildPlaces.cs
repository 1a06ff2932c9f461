namespace KaggleRunner.Tests.Repositories.States;

/// <summary>States of where and how a repository keeps its files.</summary>
internal static class BuildPlaces
{
    public static async Task NoCommitAsync(StateRepository repository)
    {
        var root = repository.Files.Beside("empty");
        await repository.GitAsync("init", "--quiet", root);
        await TestRepository.GitInAsync(root, "init", "--quiet", "--bare", repository.Files.Beside("empty.git"));
        await TestRepository.GitInAsync(root, "remote", "add", "origin", repository.Files.Beside("empty.git"));
        (repository.Root, repository.Remote) = (root, repository.Files.Beside("empty.git"));
    }

    public static Task BareAsync(StateRepository repository)
    {
        repository.Root = repository.Remote!;
        return Task.CompletedTask;
    }

    public static async Task WorktreeAsync(StateRepository repository)
    {
        var root = repository.Files.Beside("linked");
        await repository.GitAsync("worktree", "add", "--quiet", "-b", "linked", root);
        repository.Root = root;
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "linked");
    }

    public static async Task ShallowAsync(StateRepository repository)
    {
        await repository.CommitPushedAsync(("a.py", "1\n"));
        var root = repository.Files.Beside("shallow");
        await repository.GitAsync("clone", "--quiet", "--depth=1", $"file://{repository.Remote}", root);
        repository.Root = root;
    }

    public static async Task SparseAsync(StateRepository repository)
    {
        await repository.CommitPushedAsync(("kept/a.py", "1\n"), ("left/b.py", "2\n"));
        await repository.GitAsync("sparse-checkout", "set", "--cone", "--sparse-index", "kept");
    }

    public static async Task SubmoduleAsync(StateRepository repository)
    {
        var library = await LibraryAsync(repository);
        await File.WriteAllTextAsync(Path.Combine(library, "more.py"), "");
        await TestRepository.GitInAsync(library, "add", "--all");
        await TestRepository.GitInAsync(library, "commit", "--quiet", "-m", "more");
    }

    public static async Task DirtySubmoduleAsync(StateRepository repository) =>
        await File.WriteAllTextAsync(Path.Combine(await LibraryAsync(repository), "lib.py"), "changed");

    public static async Task LfsAsync(StateRepository repository)
    {
        Assert.SkipUnless(Machine.Has("git-lfs"), "git-lfs is not installed");
        await repository.GitAsync("lfs", "install", "--local");
        await repository.GitAsync("config", "lfs.locksverify", "false");
        await repository.CommitPushedAsync(
            (".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n"),
            ("weights.bin", "the weights themselves")
        );
        await File.WriteAllTextAsync(Path.Combine(repository.Root, "more.bin"), "new weights");
    }

    public static Task LfsMissingAsync(StateRepository repository) =>
        repository.CommitPushedAsync(
            (".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n"),
            ("weights.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 22\n")
        );

    public static async Task Sha256Async(StateRepository repository)
    {
        var root = repository.Files.Beside("long");
        repository.Remote = repository.Files.Beside("long.git");
        await repository.GitAsync("init", "--quiet", "--bare", "--object-format=sha256", repository.Remote);
        await repository.GitAsync("init", "--quiet", "--object-format=sha256", root);
        repository.Root = root;
        await File.WriteAllTextAsync(Path.Combine(root, "train.py"), "print(1)\n");
        await repository.GitAsync("add", "--all");
        await repository.GitAsync("commit", "--quiet", "-m", "first");
        await repository.GitAsync("remote", "add", "origin", repository.Remote);
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
    }

    public static async Task EmbeddedAsync(StateRepository repository)
    {
        var inner = Path.Combine(repository.Root, "inner");
        await repository.GitAsync("init", "--quiet", inner);
        await File.WriteAllTextAsync(Path.Combine(inner, "a.py"), "");
    }

    public static Task LinksAsync(StateRepository repository)
    {
        File.CreateSymbolicLink(Path.Combine(repository.Root, "out"), "/etc/hostname");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "nowhere"), "missing");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "in"), "train.py");
        return Task.CompletedTask;
    }

    public static async Task ManyFilesAsync(StateRepository repository)
    {
        (repository.Root, repository.Remote) = (repository.Files.Beside("many"), repository.Files.Beside("many.git"));
        await ManyFiles.LayOutAsync(repository.Root, repository.Remote);
    }

    private static async Task<string> LibraryAsync(StateRepository repository)
    {
        using var library = await TestRepository.CreateAsync("library");
        await library.CommitAsync("library", ("lib.py", "1\n"));
        await repository.GitAsync(
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "--quiet",
            "add",
            library.Root,
            "lib"
        );
        await repository.CommitPushedAsync();
        return Path.Combine(repository.Root, "lib");
    }
}
