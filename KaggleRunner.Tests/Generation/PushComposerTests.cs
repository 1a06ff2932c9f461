using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Generation;

public sealed class PushComposerTests
{
    private readonly PushComposer _composer = new();

    [Fact]
    public void A_push_carries_what_the_settings_say()
    {
        var settings = new RunSettings
        {
            Target = "tests",
            Accelerator = "NvidiaTeslaT4",
            Internet = false,
            Timeout = TimeSpan.FromMinutes(5),
            Data = new DataSettings { Datasets = ["alice/data"], Competitions = ["titanic"] },
        };

        var push = _composer.Compose(settings, "alice", "print(1)\n");

        push.Should()
            .BeEquivalentTo(
                new KernelPush
                {
                    Kernel = new KernelRef("alice", "generic-test-runner-kernel"),
                    Title = "Generic Test Runner Kernel",
                    Source = "print(1)\n",
                    IsPrivate = true,
                    MachineShape = "NvidiaTeslaT4",
                    EnableInternet = false,
                    Timeout = TimeSpan.FromMinutes(5),
                    Datasets = ["alice/data"],
                    Competitions = ["titanic"],
                }
            );
    }

    [Theory]
    [InlineData("my-tests", "My Tests", "My Tests")]
    [InlineData("my-tests", "my (tests)!", "my (tests)!")]
    [InlineData("my-tests", "Generic Test Runner Kernel", "My Tests")]
    public void The_title_always_leads_to_the_slug(string slug, string title, string expected) =>
        Compose(slug, title).Title.Should().Be(expected);

    [Theory]
    [InlineData("abc")]
    [InlineData("Upper-Case")]
    [InlineData("double--dash")]
    [InlineData("../escape")]
    [InlineData("a-slug-that-is-longer-than-the-fifty-characters-allowed")]
    public void A_slug_that_Kaggle_would_refuse_is_refused_here(string slug)
    {
        var compose = () => Compose(slug, "Title");

        compose.Should().Throw<RunnerException>().Which.Remedy.Should().NotBeNull();
    }

    [Theory]
    [InlineData(null, "false", "false")]
    [InlineData("NvidiaTeslaT4", "true", "false")]
    [InlineData("TpuV5E8", "false", "true")]
    public void Metadata_has_the_official_tools_form(string? shape, string gpu, string tpu)
    {
        var settings = new RunSettings { Target = "tests", Accelerator = shape };

        var text = _composer.Metadata(_composer.Compose(settings, "alice", ""));

        var json = JsonDocument.Parse(text).RootElement;
        json.GetProperty("id").GetString().Should().Be("alice/generic-test-runner-kernel");
        json.GetProperty("code_file").GetString().Should().Be("script.py");
        json.GetProperty("kernel_type").GetString().Should().Be("script");
        json.GetProperty("is_private").GetString().Should().Be("true");
        json.GetProperty("enable_gpu").GetString().Should().Be(gpu);
        json.GetProperty("enable_tpu").GetString().Should().Be(tpu);
        json.GetProperty("dataset_sources").GetArrayLength().Should().Be(0);
    }

    private KernelPush Compose(string slug, string title) =>
        _composer.Compose(
            new RunSettings
            {
                Target = "tests",
                Kernel = new KernelSettings { Slug = slug, Title = title },
            },
            "alice",
            ""
        );
}
