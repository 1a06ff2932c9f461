using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.CommandLine;

[Collection(nameof(SampleHome))]
public sealed class ConfigCommandTests(SampleHome sample)
{
    private static void Write(string project, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(project, path))!);
        File.WriteAllText(Path.Combine(project, path), text);
    }

    [Fact]
    public async Task The_schema_is_the_published_one()
    {
        using var command = sample.Start("config", "schema");

        (await command.EndAsync()).Should().Be(0, command.Error);
        command.Output.Should().Be(ConfigSchema.Text);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place_and_exits_with_2()
    {
        var clone = await sample.CloneAsync();
        Write(clone, "config/bad.yml", "args: []\nacelerator: gpu\n");
        Write(clone, "kaggle_runner/config/worse.yml", "args: ['${{ matrix.seed }}']\n");
        Write(clone, "config/lost.yml", "target: nowhere.py\n");

        using var all = new CliProcess(sample.Home, clone, "config", "check");
        (await all.EndAsync()).Should().Be(2, all.Error);
        all.Output.Should()
            .Contain("config/bad.yml:2:1: there is no setting “acelerator”. Did you mean “accelerator”?\n")
            .And.Contain("config/lost.yml:1:1: There is no “nowhere.py”")
            .And.Contain("kaggle_runner/config/worse.yml:1:8: there is no matrix");
        all.Error.Should().Contain("3 of 4 config files cannot be used.");
        foreach (var name in new[] { "train", "config/train.yml" })
        {
            using var one = new CliProcess(sample.Home, clone, "config", "check", name);
            (await one.EndAsync()).Should().Be(0, one.Error);
            one.Output.Should().BeEmpty();
        }

        using var unknown = new CliProcess(sample.Home, clone, "config", "check", "trian");
        (await unknown.EndAsync()).Should().Be(2);
        unknown.Error.Should().Contain("Did you mean “train”?");
    }

    [Fact]
    public async Task Targets_can_be_named_together_or_by_a_config()
    {
        var clone = await sample.CloneAsync();
        Write(clone, "config/some.yml", "target: [tests/test_metrics.py, tests/test_data.py]\n");
        string[] named = ["--target", "tests/test_metrics.py", "--target", "tests/test_data.py"];
        foreach (var targets in new[] { named, ["--config", "some"] })
        {
            using var run = new CliProcess(sample.Home, clone, ["run", .. targets, "--sync", "none", "--json"]);

            (await run.EndAsync()).Should().Be(0, run.Error);
            run.Error.Should().Contain("13 tests passed").And.MatchRegex(@"(?m)^(at most |~)\d");
            using var json = System.Text.Json.JsonDocument.Parse(run.Output);
            json.RootElement.GetProperty("targets").GetArrayLength().Should().Be(2);
        }
    }
}
