using Bunit;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class StepBarTests : BunitContext
{
    private readonly FakeTimeProvider _clock = new(SampleRuns.Noon.AddSeconds(4));

    public StepBarTests()
    {
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddScoped<Ticker>();
    }

    [Fact]
    public void The_step_under_way_ticks_by_itself_until_the_run_ends()
    {
        var bar = Render<StepBar>(parameters => parameters.Add(p => p.Run, SampleRuns.Running(1)));
        bar.Find("[aria-current=step] .time").TextContent.Should().Be("3s");

        _clock.Advance(TimeSpan.FromSeconds(2));

        bar.WaitForAssertion(() => bar.Find("[aria-current=step] .time").TextContent.Should().Be("5s"));
        bar.Render(parameters => parameters.Add(p => p.Run, SampleRuns.Ended(1)));
        bar.FindAll("[aria-current=step]").Should().BeEmpty();
    }

    [Fact]
    public void What_is_waited_for_is_said_until_the_run_ends()
    {
        var waiting = SampleRuns.Running(1) with { Waiting = "Waiting for run #3 on the same kernel." };
        var bar = Render<StepBar>(parameters => parameters.Add(p => p.Run, waiting));

        bar.Find("[role=status]").TextContent.Should().Be("Waiting for run #3 on the same kernel.");
    }

    [Fact]
    public void A_red_run_is_broken_where_it_ran_though_its_outputs_were_collected()
    {
        var run = SampleRuns.Ended(1, VerdictKind.Failed);
        run = run with { Steps = [.. run.Steps, new RunStep(RunStepKind.Collect, SampleRuns.Noon, SampleRuns.Noon)] };

        StepView
            .Of(run, _clock.GetUtcNow())
            .Select(step => step.Look)
            .Should()
            .Equal(StepLook.Done, StepLook.Skipped, StepLook.Skipped, StepLook.Skipped, StepLook.Broken, StepLook.Done);
    }

    [Fact]
    public void The_push_is_named_by_the_version_it_made()
    {
        var steps = StepView.Of(SampleRuns.Running(1) with { Version = 37 }, _clock.GetUtcNow());

        steps.Single(step => step.Kind == RunStepKind.Push).Name.Should().Be("Push v37");
    }
}
