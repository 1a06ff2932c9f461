using KaggleRunner.Core.Experiments;
using KaggleRunner.Tests.Web.Runs;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class TargetMemoryTests
{
    private static readonly SettingsOverrides Overrides = new()
    {
        Accelerator = "gpu",
        Args = ["--epochs", "5", "a b"],
        Timeout = TimeSpan.FromMinutes(90),
        Internet = false,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SEED"] = "1", ["MODE"] = "a=b" },
        Packages = ["rich", "numpy"],
        KernelSlug = "other-kernel",
        KernelTitle = "Other Kernel",
        Private = false,
        PytestArgs = ["-q"],
    };

    [Fact]
    public void The_next_run_starts_from_what_the_last_one_was_told()
    {
        var memory = TargetMemory.Of(SampleRuns.Ended(41), null, Overrides);

        memory.Follow(new RunSettings { Target = "train.py" });

        memory.Differs.Should().BeTrue();
        memory.Settings.ToOverrides().Should().BeEquivalentTo(Overrides with { Accelerator = "NvidiaTeslaT4" });
    }

    [Fact]
    public void What_the_config_has_come_to_say_itself_no_longer_differs()
    {
        var memory = TargetMemory.Of(SampleRuns.Ended(41), null, new SettingsOverrides { Args = ["--epochs", "5"] });

        memory.Follow(new RunSettings { Target = "train.py", Args = ["--epochs", "5"] });

        memory.Differs.Should().BeFalse();
        memory.Settings.Changed.Should().Be(0);
    }

    [Fact]
    public void A_config_that_changed_since_counts_where_the_last_run_said_nothing_itself()
    {
        var memory = TargetMemory.Of(SampleRuns.Ended(41), null, new SettingsOverrides { Args = ["--epochs", "5"] });

        memory.Follow(new RunSettings { Target = "train.py", Timeout = TimeSpan.FromHours(7) });

        memory.Settings.Timeout.Value.Should().Be("7h");
        memory.Settings.Args.Value.Should().Be("--epochs 5");
    }

    [Fact]
    public void What_the_user_wrote_since_stays_when_the_plan_is_made_again()
    {
        var settings = new RunSettings { Target = "train.py" };
        var memory = TargetMemory.Of(SampleRuns.Ended(41), null, Overrides);
        memory.Follow(settings);
        memory.Settings.Args.Set("--epochs 9");

        memory.Follow(settings);

        memory.Settings.Args.Value.Should().Be("--epochs 9");
    }

    [Fact]
    public void Reset_goes_back_to_defaults_and_config()
    {
        var memory = TargetMemory.Of(SampleRuns.Ended(41), "config/other.yml", Overrides);
        memory.Follow(new RunSettings { Target = "train.py" });

        memory.Reset();

        (memory.Differs, memory.Config, memory.Settings.Changed).Should().Be((false, null, 0));
        memory.Settings.ToOverrides().Should().BeEquivalentTo(new SettingsOverrides());
    }

    [Fact]
    public void No_limit_is_remembered_as_no_limit()
    {
        var memory = TargetMemory.Of(SampleRuns.Ended(41), null, new SettingsOverrides { NoTimeout = true });

        memory.Follow(new RunSettings { Target = "train.py" });

        memory.Settings.ToOverrides().NoTimeout.Should().BeTrue();
    }
}
