using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class SettingsChangeTests
{
    private static readonly RunSettings Before = new()
    {
        Target = "train.py",
        Args = ["--epochs", "30"],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OLD"] = "1", ["SAME"] = "x" },
    };

    [Fact]
    public void The_same_settings_do_not_differ() =>
        SettingsChange.Between(Before, Before with { Args = ["--epochs", "30"] }).Should().BeEmpty();

    [Fact]
    public void Each_setting_that_differs_is_named_with_both_values()
    {
        var after = Before with
        {
            Args = ["--epochs", "60"],
            Accelerator = "NvidiaTeslaT4",
            Timeout = null,
            Quick = true,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NEW"] = "2", ["SAME"] = "x" },
        };

        SettingsChange
            .Between(Before, after)
            .Should()
            .Equal(
                new SettingsChange("Accelerator", "None (CPU)", "GPU T4 ×2"),
                new SettingsChange("Time limit", "2h", "Kaggle's own"),
                new SettingsChange("Quick", "off", "on"),
                new SettingsChange("Arguments", "--epochs 30", "--epochs 60"),
                new SettingsChange("env NEW", "", "2"),
                new SettingsChange("env OLD", "1", "")
            );
    }
}
