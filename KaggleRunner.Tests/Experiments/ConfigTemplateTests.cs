using System.Text.RegularExpressions;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Experiments;

public sealed partial class ConfigTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Project Project => new(new("p-000000"), "p", _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("experiments/train.py")]
    [InlineData("tests/test_a.py::test_b[x: {1}]")]
    [InlineData("odd \"name\" 'é' \\ #1.py")]
    [InlineData("line\nbreak\u2028.py")]
    [InlineData(".")]
    public void The_template_sets_the_target_and_nothing_else(string target)
    {
        var file = ConfigReader.Read("config/x.yml", ConfigTemplate.For(target));

        file.Targets.Should().Equal(target);
        file.Main.Should().BeEquivalentTo(new ConfigSection());
        file.Quick.Should().BeNull();
    }

    [Fact]
    public void Each_key_of_it_can_be_switched_on_by_taking_its_mark_away()
    {
        var text = Commented().Replace(ConfigTemplate.For("train.py"), "");

        var file = ConfigReader.Read("config/x.yml", text);

        file.Main.Accelerator.Should().Be("gpu");
        file.Main.Timeout!.Value.Should().Be(TimeSpan.FromHours(2));
        file.Main.MaxDownloadSize.Should().Be(200_000_000);
        file.Quick!.Args.Should().Equal("--epochs", "1");
    }

    [Fact]
    public void It_gets_the_name_by_which_the_target_finds_it()
    {
        ConfigTemplate.PathFor(Project, "experiments/train.py").Should().Be("config/train.yml");
        ConfigTemplate.PathFor(Project, "tests/test_a.py::test_b").Should().Be("config/test_a.yml");
        ConfigTemplate.PathFor(Project, ".").Should().Be("config/all.yml");

        Directory.CreateDirectory(_folder.Combine("kaggle_runner/config"));
        ConfigTemplate.PathFor(Project, "tests").Should().Be("kaggle_runner/config/tests.yml");
    }

    [GeneratedRegex("^# (?=[a-z_]+: )", RegexOptions.Multiline, 1000)]
    private static partial Regex Commented();
}
