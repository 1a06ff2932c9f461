namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed class RefusalTests(SampleHome sample)
{
    [Theory]
    [InlineData("There is no “tests/test_metric.py”", "run", "--target", "tests/test_metric.py")]
    [InlineData("outside", "run", "--target", "../../etc/passwd")]
    [InlineData("README.md", "run", "--target", "README.md")]
    [InlineData("config", "run", "--target", "tests", "--config", "config/none.yml")]
    [InlineData("--timeout: ", "run", "--target", "tests", "--timeout", "soon")]
    [InlineData("--sync takes push or snapshot or bundle or none", "run", "--target", "tests", "--sync", "perhaps")]
    [InlineData("No Kaggle credentials were found", "run", "--target", "tests", "--account", "kaggle")]
    [InlineData("--target", "run")]
    [InlineData("--nonsense", "list", "--nonsense")]
    [InlineData("no run #4711", "show", "4711")]
    [InlineData("no run #4711", "logs", "4711", "-f")]
    public async Task What_cannot_be_done_is_a_sentence_and_exit_code_2(string said, params string[] arguments)
    {
        using var command = sample.Start(arguments);

        (await command.EndAsync()).Should().Be(2, command.Error);
        command.Error.Should().Contain(said).And.StartWith("error: ").And.NotContain("   at ");
        command.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_name_with_escape_sequences_reaches_no_terminal_in_what_is_proposed()
    {
        var clone = await sample.CloneAsync();
        await File.WriteAllTextAsync(
            Path.Combine(clone, "evil\u001b[2Jname.py"),
            "",
            TestContext.Current.CancellationToken
        );

        using var run = new CliProcess(sample.Home, clone, "run", "--target", "evil_name.py");

        (await run.EndAsync()).Should().Be(2);
        run.Error.Should().Contain("Did you mean “evilname.py”?").And.NotContain("\u001b");
    }

    [Fact]
    public async Task A_folder_that_is_no_repository_is_said_so()
    {
        using var folder = new TemporaryFolder();
        using var list = new CliProcess(sample.Home, folder.Path, "list");

        (await list.EndAsync()).Should().Be(2);
        list.Error.Should().Contain("not inside a git repository");
    }

    [Fact]
    public async Task Changes_that_nobody_consented_to_are_named_with_the_flags_and_nothing_happens()
    {
        var clone = await sample.CloneAsync();
        await File.AppendAllTextAsync(Path.Combine(clone, "README.md"), "more", TestContext.Current.CancellationToken);
        var head = await SampleHome.GitAsync(clone, "rev-parse", "HEAD");

        using var run = new CliProcess(sample.Home, clone, "run", "--target", "tests");

        (await run.EndAsync()).Should().Be(2);
        run.Error.Should().Contain("README.md").And.Contain("--sync push").And.Contain("--sync none");
        (await SampleHome.GitAsync(clone, "rev-parse", "HEAD")).Should().Be(head);
        Directory.Exists(Path.Combine(clone, "kaggle_runner")).Should().BeFalse();
    }

    [Fact]
    public async Task Commits_that_are_not_pushed_need_consent_too_and_with_it_they_are_pushed()
    {
        var clone = await sample.CloneAsync();
        await SampleHome.GitAsync(clone, "switch", "-q", "-c", "side");
        await SampleHome.GitAsync(clone, "push", "-q", "-u", "origin", "side");
        await SampleHome.GitAsync(clone, "commit", "-q", "--allow-empty", "-m", "Not pushed");

        using var refused = new CliProcess(sample.Home, clone, "run", "--target", "tests/test_metrics.py");
        (await refused.EndAsync()).Should().Be(2);
        refused.Error.Should().Contain("Not pushed: 1 commit of side");

        await File.WriteAllTextAsync(Path.Combine(clone, "new.txt"), "new", TestContext.Current.CancellationToken);
        string[] push = ["run", "--target", "tests/test_metrics.py", "--sync", "push", "-m", "With my words"];
        using var pushed = new CliProcess(sample.Home, clone, push);
        (await pushed.EndAsync()).Should().Be(0, pushed.Error);
        (await SampleHome.GitAsync(sample.Remote, "log", "-2", "--format=%s", "side"))
            .Should()
            .Be("With my words\nNot pushed");
        (await SampleHome.GitAsync(clone, "status", "--porcelain")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_script_is_printed_and_nothing_is_sent()
    {
        using var script = sample.Start("script", "--target", "tests", "--args=-k 'a or b'");

        (await script.EndAsync()).Should().Be(0, script.Error);
        script.Output.Should().Contain("NONCE-OF-THE-RUN").And.Contain("a or b").And.Contain("\"tests\"");
        script.Error.Should().BeEmpty();
    }
}
