using CliWrap;
using CliWrap.Buffered;

namespace KaggleRunner.Tests.CommandLine;

public sealed class ShellScriptTests
{
    [Theory]
    [InlineData("no option --nonsense", "--nonsense")]
    [InlineData("--urls needs a value", "--urls")]
    [InlineData("There is no folder /nowhere/at/all", "--project", "/nowhere/at/all")]
    [InlineData("is in no git repository", "--project", "/")]
    public async Task Run_sh_refuses_what_it_cannot_use_in_a_sentence(string said, params string[] arguments)
    {
        var result = await BashAsync([Path.Combine(Programs.Root, "run.sh"), .. arguments]);

        result.ExitCode.Should().Be(2);
        result.StandardError.Should().Contain(said);
        result.StandardOutput.Should().BeEmpty();
    }

    [Fact]
    public async Task The_sample_is_laid_out_once_and_what_the_user_changed_stays()
    {
        using var home = new TemporaryFolder();
        (await LayOutAsync(home.Path)).ExitCode.Should().Be(0);
        var readme = home.Combine("sample", "hello-kaggle", "README.md");
        await File.WriteAllTextAsync(readme, "mine", TestContext.Current.CancellationToken);

        (await LayOutAsync(home.Path)).ExitCode.Should().Be(0);

        (await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken)).Should().Be("mine");
    }

    [Fact]
    public async Task A_python_that_has_what_kernels_need_is_found_at_once()
    {
        using var home = new TemporaryFolder();

        var result = await BashAsync([Path.Combine(Programs.Root, "scripts", "prepare-python.sh"), home.Path]);

        result.ExitCode.Should().Be(0, result.StandardError);
        File.Exists((await ReadAsync(home, "python.path")).Trim()).Should().BeTrue();
        (await ReadAsync(home, "python.state")).Should().StartWith("ready");
        File.Exists(home.Combine("local-kaggle", "python.preparing")).Should().BeFalse();
    }

    private static Task<string> ReadAsync(TemporaryFolder home, string name) =>
        File.ReadAllTextAsync(home.Combine("local-kaggle", name), TestContext.Current.CancellationToken);

    private static Task<BufferedCommandResult> LayOutAsync(string home)
    {
        var script = """root=$1; . "$1/scripts/lib.sh"; . "$1/scripts/sample.sh"; lay_out_sample "$2" """;
        return BashAsync(["-ec", script, "bash", Programs.Root, home]);
    }

    private static async Task<BufferedCommandResult> BashAsync(IReadOnlyList<string> arguments) =>
        await CliWrap
            .Cli.Wrap("bash")
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
