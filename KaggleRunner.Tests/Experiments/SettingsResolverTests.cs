using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Experiments;

public sealed class SettingsResolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConfigLocator _locator = new();

    private Project Project => new(new("p-000000"), "p", _folder.Path);

    public void Dispose() => _folder.Dispose();

    private void Write(string relative, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine(relative))!);
        File.WriteAllText(_folder.Combine(relative), text);
    }

    private RunSettings Resolve(
        string target,
        string? config = null,
        bool quick = false,
        SettingsOverrides? overrides = null
    ) =>
        new SettingsResolver(_locator)
            .Resolve(Project, new(target, TargetKind.Script), config, quick, overrides ?? new())
            .Template;

    [Fact]
    public void Without_a_config_the_defaults_hold() =>
        Resolve("a.py").Should().BeEquivalentTo(new RunSettings { Target = "a.py" });

    [Fact]
    public void Each_layer_wins_over_the_one_below()
    {
        Write(
            "config/a.yml",
            """
            target: other.py
            args: [from, config]
            accelerator: gpu
            timeout: 1h
            env: {A: config, B: config, C: config}
            kernel: {slug: from-config, private: false}
            quick: {args: [quick], timeout: none, env: {B: quick, C: quick}, accelerator: none}
            """
        );

        Resolve("x/a.py")
            .Should()
            .BeEquivalentTo(
                new
                {
                    Target = "x/a.py",
                    Accelerator = "NvidiaTeslaT4",
                    Timeout = TimeSpan.FromHours(1),
                    ConfigPath = "config/a.yml",
                }
            );

        var all = Resolve(
            "x/a.py",
            quick: true,
            overrides: new()
            {
                Accelerator = "tpu",
                KernelTitle = "From the Page",
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["C"] = "page" },
            }
        );
        all.Args.Should().Equal("quick");
        all.Timeout.Should().BeNull();
        all.Quick.Should().BeTrue();
        all.Accelerator.Should().Be("TpuV5E8");
        all.Environment.Should()
            .Equal(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["A"] = "config",
                    ["B"] = "quick",
                    ["C"] = "page",
                }
            );
        all.Kernel.Should()
            .Be(
                new KernelSettings
                {
                    Slug = "from-the-page",
                    Title = "From the Page",
                    Private = false,
                }
            );
    }

    [Fact]
    public void No_timeout_wins_over_a_timeout() =>
        Resolve("a.py", overrides: new() { NoTimeout = true, Timeout = TimeSpan.FromHours(1) })
            .Timeout.Should()
            .BeNull();

    [Theory]
    [InlineData("tests/", "config/tests.yml")]
    [InlineData("tests", "config/tests.yml")]
    [InlineData("x/train.py", "kaggle_runner/config/train.yaml")]
    [InlineData("x/test_a.py::test_b", "config/test_a.yaml")]
    [InlineData("x/none.py", null)]
    [InlineData(".", null)]
    public void A_config_is_found_by_the_stem_of_the_target(string target, string? expected)
    {
        Write("config/tests.yml");
        Write("config/test_a.yaml");
        Write("kaggle_runner/config/train.yaml");
        Write("kaggle_runner/config/tests.yml");

        _locator.Find(Project, target, null).Should().Be(expected);
        _locator.Find(Project, target, "").Should().BeNull();
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("gpu.yml")]
    [InlineData("config/gpu.yml")]
    [InlineData("./config//gpu.yml")]
    public void A_config_is_named_by_name_or_path(string name)
    {
        Write("config/gpu.yml");

        _locator.Find(Project, "a.py", name).Should().Be("config/gpu.yml");
        _locator.Find(Project, "a.py", _folder.Combine("config/gpu.yml")).Should().Be("config/gpu.yml");
        _locator.List(Project).Should().Equal("config/gpu.yml");
    }

    [Fact]
    public void A_config_outside_or_unknown_is_refused()
    {
        Write("config/train.yml");
        File.CreateSymbolicLink(_folder.Combine("config/link.yml"), "/etc/hostname");

        foreach (var name in new[] { "../x.yml", "/etc/hostname", "config/link.yml" })
        {
            FluentActions
                .Invoking(() => _locator.Find(Project, "a.py", name))
                .Should()
                .Throw<RunnerException>()
                .WithMessage("*outside*");
        }

        FluentActions
            .Invoking(() => _locator.Find(Project, "a.py", "trian"))
            .Should()
            .Throw<RunnerException>()
            .Which.Remedy.Should()
            .Contain("“train”");
        _locator.List(Project).Should().Equal("config/train.yml");
    }

    [Fact]
    public void Overrides_that_do_not_fit_are_refused()
    {
        SettingsOverrides[] wrong =
        [
            new() { KernelSlug = "abc" },
            new() { KernelSlug = "my-kernel", KernelTitle = "Other Name" },
            new() { Accelerator = "two gpus" },
            new() { Timeout = TimeSpan.Zero },
            new() { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["A=B"] = "" } },
        ];

        foreach (var overrides in wrong)
        {
            FluentActions.Invoking(() => Resolve("a.py", overrides: overrides)).Should().Throw<RunnerException>();
        }
    }

    [Theory]
    [InlineData("Generic Test Runner Kernel", "generic-test-runner-kernel")]
    [InlineData("  Übung: No. 1 -- (new)  ", "ubung-no-1-new")]
    [InlineData("日本", "")]
    public void A_slug_is_made_of_a_title(string title, string slug) => KernelNames.Slugify(title).Should().Be(slug);

    [Fact]
    public void A_title_is_made_of_a_slug() =>
        KernelNames.Titleize("generic-test-2-runner").Should().Be("Generic Test 2 Runner");
}
