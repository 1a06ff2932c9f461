using Bunit;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class ConfigFieldTests : BunitContext
{
    private static readonly RunPlan Plan = new() { Target = new Target("experiments/train.py", TargetKind.Script) };

    [Fact]
    public void A_target_without_a_config_is_offered_a_new_one()
    {
        var began = false;

        var field = Render<ConfigField>(p => p.Add(c => c.Plan, Plan).Add(c => c.OnNew, () => began = true));

        field.Find("option[selected]").TextContent.Should().Be("None found for this target");
        field.Find("button").TextContent.Should().Be("New for this target");
        field.Find("button").Click();
        began.Should().BeTrue();
    }

    [Fact]
    public void A_config_that_takes_part_can_be_edited()
    {
        var plan = Plan with { FoundConfig = "config/train.yml", ConfigPath = "config/train.yml" };

        var field = Render<ConfigField>(p => p.Add(c => c.Plan, plan).Add(c => c.Configs, ["config/train.yml"]));

        field.Find("option[selected]").TextContent.Should().Be("train.yml (found by name)");
        field.Find("button").TextContent.Should().Be("Edit");
    }

    [Fact]
    public void What_is_wrong_stands_at_the_field_as_text()
    {
        const string Error = "config/<b>.yml, line 3, column 1: there is no setting “x”.";
        var plan = Plan with { ConfigPath = "config/a.yml", ConfigError = Error };

        var field = Render<ConfigField>(p => p.Add(c => c.Plan, plan).Add(c => c.Config, "config/a.yml"));

        field.Find("[role=alert]").TextContent.Should().Be(Error);
        field.Find("select").GetAttribute("aria-invalid").Should().Be("true");
        field.FindAll("b").Should().BeEmpty();
    }

    [Fact]
    public void A_text_that_is_not_saved_is_told()
    {
        var plan = Plan with { ConfigPath = "config/train.yml", IsUnsaved = true };

        var field = Render<ConfigField>(p => p.Add(c => c.Plan, plan));

        field.Find(".hint").TextContent.Should().Contain("not saved");
        field.Find("option[selected]").TextContent.Should().Be("train.yml (new)");
    }

    [Theory]
    [InlineData("?auto", null)]
    [InlineData("?none", "")]
    [InlineData("config/b.yml", "config/b.yml")]
    public void Each_choice_is_handed_on(string chosen, string? config)
    {
        var got = "nothing";
        var field = Render<ConfigField>(p =>
            p.Add(c => c.Plan, Plan).Add(c => c.Configs, ["config/b.yml"]).Add(c => c.OnConfig, value => got = value)
        );

        field.Find("select").Change(chosen);

        got.Should().Be(config);
    }
}
