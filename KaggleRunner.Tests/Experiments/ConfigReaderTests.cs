using System.Globalization;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.Experiments;

public sealed class ConfigReaderTests
{
    private static ConfigFile Read(string text) => ConfigReader.Read("config/x.yml", text);

    private static ConfigException Fail(string text) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<ConfigException>().Which;

    [Fact]
    public void Every_setting_is_read()
    {
        var file = Read(
            """
            target: experiments/train.py
            args: [--epochs, "30", 5]
            kernel: {slug: my-kernel, title: My Kernel, private: false}
            accelerator: gpu
            internet: false
            timeout: 2h
            python: {requirements: [requirements.txt], packages: [rich], editable: auto}
            env: {OMP_NUM_THREADS: "2", EMPTY: }
            data: {datasets: [a/b], competitions: [titanic], kernels: [c/d], models: [e/f/g/h/1]}
            pytest: {args: -q -k 'a b'}
            outputs: {include: ["**/*.png"], exclude: ["**/*.tmp"], download: {max_size: 200MB, max_total: 2GB, include: ["**/*.png"], exclude: [b]}}
            quick: {args: [--epochs, "1"], timeout: none}
            """
        );

        file.Targets.Should().Equal("experiments/train.py");
        file.Main.Should()
            .BeEquivalentTo(
                new
                {
                    Args = new[] { "--epochs", "30", "5" },
                    KernelSlug = "my-kernel",
                    KernelTitle = "My Kernel",
                    Private = false,
                    Accelerator = "gpu",
                    Internet = false,
                    Timeout = new { Value = TimeSpan.FromHours(2) },
                    Requirements = new[] { "requirements.txt" },
                    Packages = new[] { "rich" },
                    Editable = new { Value = (bool?)null },
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["OMP_NUM_THREADS"] = "2",
                        ["EMPTY"] = "",
                    },
                    Datasets = new[] { "a/b" },
                    Competitions = new[] { "titanic" },
                    Kernels = new[] { "c/d" },
                    Models = new[] { "e/f/g/h/1" },
                    PytestArgs = new[] { "-q", "-k", "a b" },
                    Include = new[] { "**/*.png" },
                    Exclude = new[] { "**/*.tmp" },
                    MaxDownloadSize = 200_000_000L,
                    MaxDownloadTotal = 2_000_000_000L,
                    DownloadInclude = new[] { "**/*.png" },
                    DownloadExclude = new[] { "b" },
                }
            );
        file.Quick!.Args.Should().Equal("--epochs", "1");
        file.Quick.Timeout.Should().Be(new TimeLimit(null));
    }

    [Fact]
    public void The_older_form_is_read()
    {
        var file = Read(
            "test_name: tests/test_a.py\nkernel: {slug: old-kernel, title: Old Kernel, enable_gpu: true, enable_internet: false}\n"
        );

        file.Targets.Should().Equal("tests/test_a.py");
        file.Main.Should()
            .BeEquivalentTo(
                new
                {
                    KernelSlug = "old-kernel",
                    Accelerator = "gpu",
                    Internet = false,
                }
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    [InlineData("args:\nenv: ~\nquick:\n")]
    public void An_empty_file_or_key_says_nothing(string text) => Read(text).Main.Should().Be(new ConfigSection());

    [Theory]
    [InlineData("args: []\nacelerator: gpu\n", 2, 1, "acelerator", "accelerator")]
    [InlineData("kernel:\n  slugg: x\n", 2, 3, "slugg", "slug")]
    [InlineData("quick: {quick: {}}\n", 1, 9, "quick", null)]
    [InlineData("quick: {target: a}\n", 1, 9, "target", null)]
    public void An_unknown_key_is_placed_and_answered_with_the_nearest(
        string text,
        int line,
        int column,
        string key,
        string? nearest
    )
    {
        var error = Fail(text);

        error
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = "config/x.yml",
                    Line = line,
                    Column = column,
                    Nearest = nearest,
                }
            );
        error.Message.Should().Be($"config/x.yml, line {line}, column {column}: there is no setting “{key}”");
    }

    [Theory]
    [InlineData("args: {a: b}", "a list")]
    [InlineData("internet: \"true\"", "true or false")]
    [InlineData("internet: maybe", "true or false")]
    [InlineData("timeout: soon", "a duration")]
    [InlineData("timeout: [2h]", "a text")]
    [InlineData("kernel: name", "a section")]
    [InlineData("accelerator: two gpus", "none, gpu, tpu")]
    [InlineData("outputs: {download: {max_size: big}}", "a size")]
    [InlineData("env: {\"A B\": x}", "name of a variable")]
    [InlineData("env: {A: [x]}", "a text")]
    [InlineData("data: {datasets: [titanic]}", "owner/dataset")]
    [InlineData("python: {requirements: [../r.txt]}", "outside of the project")]
    [InlineData("python: {editable: perhaps}", "auto, true or false")]
    [InlineData("args: \"a 'b\"", "not closed")]
    [InlineData("kernel: {slug: abc}", "5 to 50")]
    [InlineData("kernel: {slug: Not A Slug}", "5 to 50")]
    [InlineData("kernel: {slug: my-kernel, title: Another Title}", "another-title")]
    [InlineData("- a\n- b", "settings are expected")]
    public void A_value_of_the_wrong_kind_is_placed(string text, string words) =>
        Fail(text).Should().Match<ConfigException>(e => e.Line == 1 && e.Problem.Contains(words));

    [Theory]
    [InlineData("a: &x [1]\nargs: *x\n", 1, "anchors")]
    [InlineData("args: *x\n", 1, "aliases")]
    [InlineData("args: !!python/object:os.system [x]\n", 1, "tags")]
    [InlineData("args: [a]\nargs: [b]\n", 2, "a second time")]
    [InlineData("env: {A: 1, A: 2}\n", 1, "a second time")]
    [InlineData("args: [a]\n---\nargs: [b]\n", 2, "second document")]
    [InlineData("args: [a\n", 2, "flow")]
    [InlineData("args: [a\nenv: }", 1, "no YAML")]
    [InlineData("args: 'a\n", 1, "quoted")]
    [InlineData("args: @x\n", 1, "token")]
    public void What_could_harm_or_mislead_is_refused(string text, int line, string words)
    {
        var error = Fail(text);

        error.Problem.Should().Contain(words);
        error.Line.Should().Be(line);
    }

    [Fact]
    public void Bombs_are_refused_quickly()
    {
        Fail("args: " + new string('[', 100_000)).Problem.Should().Contain("deep");
        var bomb =
            "a: &a [x]\n"
            + string.Concat(
                Enumerable.Range(0, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"b{i}: [*a, *a]\n"))
            );
        Fail(bomb).Problem.Should().Contain("anchors");
    }

    [Fact]
    public void A_file_too_large_or_not_text_is_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "env: {A: " + new string('x', 1_100_000) + "}");
            FluentActions
                .Invoking(() => ConfigReader.ReadFile(path, "c.yml"))
                .Should()
                .Throw<ConfigException>()
                .WithMessage("*1 MB*");
            File.WriteAllBytes(path, [0x61, 0x3a, 0xff, 0xfe]);
            FluentActions
                .Invoking(() => ConfigReader.ReadFile(path, "c.yml"))
                .Should()
                .Throw<ConfigException>()
                .WithMessage("*UTF-8*");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
