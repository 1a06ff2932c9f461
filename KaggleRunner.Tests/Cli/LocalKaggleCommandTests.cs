namespace KaggleRunner.Tests.CommandLine;

public sealed class LocalKaggleCommandTests
{
    [Fact]
    public async Task The_local_kaggle_runs_in_the_foreground_until_it_is_interrupted()
    {
        using var home = new TemporaryFolder();
        using var command = new CliProcess(home.Path, home.Path, "local-kaggle");
        await LocalKaggle.Eventually.BecomesAsync(() =>
            command.Error.Contains("The local Kaggle is at http://127.0.0.1:", StringComparison.Ordinal)
        );

        using var second = new CliProcess(home.Path, home.Path, "local-kaggle");
        (await second.EndAsync()).Should().Be(3);

        command.Interrupt();
        (await command.EndAsync()).Should().Be(0, command.Error);
        File.Exists(home.Combine("local-kaggle", "address.json")).Should().BeFalse();
    }
}
