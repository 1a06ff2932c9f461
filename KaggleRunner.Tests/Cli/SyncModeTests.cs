namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed class SyncModeTests(SampleHome sample)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("snapshot")]
    [InlineData("bundle")]
    public async Task A_changed_tree_runs_as_it_is_and_nothing_of_the_users_changes(string mode)
    {
        var clone = await sample.CloneAsync();
        await File.WriteAllTextAsync(
            Path.Combine(clone, "fresh.py"),
            "print('straight from the working tree')\n",
            Cancelled
        );
        var before = await StateAsync(clone);

        using var run = new CliProcess(sample.Home, clone, "run", "--target", "fresh.py", "--sync", mode);

        (await run.EndAsync()).Should().Be(0, run.Error);
        (run.Output + run.Error).Should().Contain("straight from the working tree");
        (await StateAsync(clone)).Should().Be(before);
        var branches = await SampleHome.GitAsync(
            sample.Remote,
            "branch",
            "--list",
            $"kaggle-runner/{Path.GetFileName(clone)}*"
        );
        (branches.Length > 0).Should().Be(mode == "snapshot");
    }

    [Fact]
    public async Task A_secret_blocks_with_file_and_line_and_can_be_allowed()
    {
        var clone = await sample.CloneAsync();
        var token = Repositories.Secrets.Fixtures.GitHubToken;
        await File.WriteAllTextAsync(Path.Combine(clone, "fresh.py"), $"print('ran')\nTOKEN = '{token}'\n", Cancelled);

        using var refused = new CliProcess(sample.Home, clone, "run", "--target", "fresh.py", "--sync", "bundle");
        (await refused.EndAsync()).Should().Be(2);
        refused
            .Error.Should()
            .Contain("fresh.py:2: a GitHub token")
            .And.Contain("--allow-secret 'fresh.py'")
            .And.NotContain(token);

        string[] allowed = ["run", "--target", "fresh.py", "--sync", "bundle", "--allow-secret", "fresh.py"];
        using var run = new CliProcess(sample.Home, clone, allowed);
        (await run.EndAsync()).Should().Be(0, run.Error);
    }

    [Fact]
    public async Task All_ways_are_named_when_nobody_can_be_asked()
    {
        var clone = await sample.CloneAsync();
        await File.WriteAllTextAsync(Path.Combine(clone, "fresh.py"), "", Cancelled);

        using var run = new CliProcess(sample.Home, clone, "run", "--target", "fresh.py");

        (await run.EndAsync()).Should().Be(2);
        run.Error.Should().ContainAll("--sync push: ", "--sync snapshot: ", "--sync bundle: ", "--sync none: ");
    }

    private static async Task<string> StateAsync(string clone) =>
        await SampleHome.GitAsync(clone, "status", "--porcelain=v2", "--branch")
        + await SampleHome.GitAsync(clone, "reflog", "--all")
        + await SampleHome.GitAsync(clone, "branch", "--all");
}
