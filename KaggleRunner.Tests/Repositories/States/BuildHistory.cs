namespace KaggleRunner.Tests.Repositories.States;

/// <summary>States of branches and of what was begun on them.</summary>
internal static class BuildHistory
{
    public static async Task ConflictAsync(StateRepository repository)
    {
        await SidesAsync(repository);
        await repository.TryGitAsync("merge", "--quiet", "side");
    }

    public static async Task ResolvedMergeAsync(StateRepository repository)
    {
        await ConflictAsync(repository);
        repository.Change();
        await repository.GitAsync("add", "train.py");
    }

    public static async Task RevertAsync(StateRepository repository)
    {
        await repository.CommitPushedAsync(("a.py", "1\n"));
        await repository.GitAsync("revert", "--no-commit", "HEAD");
    }

    public static async Task BisectAsync(StateRepository repository)
    {
        var good = await repository.GitAsync("rev-parse", "HEAD");
        foreach (var number in Enumerable.Range(1, 4))
        {
            await repository.CommitPushedAsync(("a.py", $"{number}\n"));
        }

        await repository.GitAsync("bisect", "start", "HEAD", good);
    }

    public static async Task DivergedAsync(StateRepository repository)
    {
        await repository.CommitElsewhereAsync();
        await repository.GitAsync("fetch", "--quiet");
        await repository.CommitAsync("mine", ("a.py", ""));
    }

    public static async Task BehindAsync(StateRepository repository)
    {
        await repository.CommitElsewhereAsync();
        await repository.GitAsync("fetch", "--quiet");
    }

    public static async Task NeverPushedAsync(StateRepository repository)
    {
        await repository.GitAsync("switch", "--quiet", "--create", "side");
        await repository.CommitAsync("mine", ("a.py", ""));
    }

    public static async Task NoRemoteAsync(StateRepository repository)
    {
        await repository.GitAsync("remote", "remove", "origin");
        repository.Remote = null;
    }

    private static async Task SidesAsync(StateRepository repository)
    {
        await repository.GitAsync("switch", "--quiet", "--create", "side");
        await repository.CommitAsync("theirs", ("train.py", "print('side')\n"));
        await repository.GitAsync("switch", "--quiet", "main");
        await repository.CommitPushedAsync(("train.py", "print('main')\n"));
    }
}
