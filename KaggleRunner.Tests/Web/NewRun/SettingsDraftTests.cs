using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class SettingsDraftTests
{
    private static readonly RunSettings Config = new()
    {
        Target = "train.py",
        Args = ["--epochs", "30"],
        Timeout = TimeSpan.FromMinutes(90),
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["THREADS"] = "2" },
    };

    private readonly SettingsDraft _draft = new();

    public SettingsDraftTests() => _draft.Follow(Config);

    [Fact]
    public void What_the_user_left_alone_overrides_nothing()
    {
        _draft.ToOverrides().Should().BeEquivalentTo(new SettingsOverrides());
        _draft.Timeout.Value.Should().Be("1h 30m");
        _draft.Changed.Should().Be(0);
    }

    [Fact]
    public void Each_change_becomes_its_override()
    {
        _draft.Args.Set("--epochs 1 'a b'");
        _draft.Timeout.Set("15m");
        _draft.Internet.Set(false);
        _draft.Environment.Set("THREADS=4\nMODE=a=b");
        _draft.Packages.Set("rich\n\n numpy ");
        _draft.Accelerator.Set("NvidiaTeslaT4");

        _draft
            .ToOverrides()
            .Should()
            .BeEquivalentTo(
                new SettingsOverrides
                {
                    Args = ["--epochs", "1", "a b"],
                    Timeout = TimeSpan.FromMinutes(15),
                    Internet = false,
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["THREADS"] = "4",
                        ["MODE"] = "a=b",
                    },
                    Packages = ["rich", "numpy"],
                    Accelerator = "NvidiaTeslaT4",
                }
            );
        _draft.Changed.Should().Be(6);
    }

    [Fact]
    public void A_value_typed_back_to_the_configs_is_no_change()
    {
        _draft.Args.Set("--epochs 1");
        _draft.Args.Set("--epochs 30");

        _draft.Args.IsChanged.Should().BeFalse();
        _draft.ToOverrides().Args.Should().BeNull();
    }

    [Fact]
    public void An_emptied_time_limit_leaves_it_to_Kaggle()
    {
        _draft.Timeout.Set("");

        var overrides = _draft.ToOverrides();

        overrides.NoTimeout.Should().BeTrue();
        overrides.Timeout.Should().BeNull();
        _draft.HasErrors.Should().BeFalse();
    }

    [Theory]
    [InlineData("timeout", "soon")]
    [InlineData("args", "--name \"open")]
    [InlineData("environment", "1BAD=x")]
    [InlineData("slug", "  ")]
    public void What_cannot_be_read_is_complained_of_at_its_field(string name, string text)
    {
        var field = name switch
        {
            "timeout" => _draft.Timeout,
            "args" => _draft.Args,
            "environment" => _draft.Environment,
            _ => _draft.KernelSlug,
        };
        field.Set(text);

        _draft.ToOverrides();

        field.Error.Should().NotBeNullOrWhiteSpace();
        _draft.HasErrors.Should().BeTrue();
        field.Reset();
        _draft.ToOverrides();
        _draft.HasErrors.Should().BeFalse();
    }

    [Fact]
    public void Another_config_keeps_what_the_user_wrote_and_renews_the_rest()
    {
        _draft.Args.Set("--epochs 1");

        _draft.Follow(Config with { Args = ["--epochs", "99"], Timeout = null });

        _draft.Args.Value.Should().Be("--epochs 1");
        _draft.Args.Base.Should().Be("--epochs 99");
        _draft.Timeout.Value.Should().BeEmpty();
        _draft.Timeout.IsChanged.Should().BeFalse();
    }
}
