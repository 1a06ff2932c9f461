using KaggleRunner.CommandLine.Runs;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Cost;

namespace KaggleRunner.Tests.Runs.Cost;

public sealed class CostEstimatorTests
{
    private static readonly Target Target = new("tests", TargetKind.Pytest);
    private static readonly RunSettings Settings = new() { Target = "tests" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static RunCost Cost(TimeSpan? past = null, QuotaUse? quota = null, int runs = 1) =>
        new()
        {
            Runs = runs,
            Accelerator = quota is null ? null : "NvidiaTeslaT4",
            Limit = TimeSpan.FromHours(2),
            Past = past is { } took ? new(3, took, took, new(new("p-000000"), 1), HavePassed: true) : null,
            Quota = quota,
        };

    [Fact]
    public async Task Earlier_runs_and_the_quota_tell_what_a_run_takes()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        var project = new Project(new("demo-123456"), "demo", home.Path);
        var began = RunExample.Midnight;
        var run = RunExample.Create(Path.Combine(home.Path, "run")) with
        {
            Verdict = new(VerdictKind.Passed, ""),
            EndedAt = began.AddHours(1),
            Steps = [new(RunStepKind.Running, began, began.AddMinutes(30))],
        };
        await home.Store.SaveAsync(run, Cancelled);
        var estimator = home.Get<CostEstimator>();

        var cpu = await estimator.EstimateAsync(project, Target, [Settings], KaggleAccountKind.Local, Cancelled);
        cpu.Should()
            .BeEquivalentTo(
                new
                {
                    Expected = TimeSpan.FromMinutes(30),
                    Limit = TimeSpan.FromHours(2),
                    Quota = (QuotaUse?)null,
                    QuotaProblem = (string?)null,
                }
            );
        cpu.Past!.LastRun.Should().Be(run.Id);
        cpu.Traps.Should().BeEmpty();

        var gpu = Settings with { Accelerator = "NvidiaTeslaT4", Timeout = null };
        var two = await estimator.EstimateAsync(project, Target, [gpu, gpu], KaggleAccountKind.Local, Cancelled);
        two.Quota!.Expected.Should().Be(TimeSpan.FromHours(1));
        two.Quota.AtMost.Should().Be(TimeSpan.FromHours(24));
        two.Quota.Free.Should().BePositive();
        two.Quota.Suffices.Should().BeTrue();
        two.Traps.Should().ContainSingle().Which.Should().Contain("this machine's CPU");

        await home.Get<LocalKaggleLauncher>().StopAsync(Cancelled);
        await using var idle = await TestHome.StartAsync(withEngine: false);
        await idle.Get<LocalKaggleLauncher>().StopAsync(Cancelled);
        var unknown = await idle.Get<CostEstimator>()
            .EstimateAsync(project, Target, [gpu], KaggleAccountKind.Local, Cancelled);
        unknown.Should().BeEquivalentTo(new { Expected = (TimeSpan?)null, Quota = (QuotaUse?)null });
        unknown.QuotaProblem.Should().Contain("does not run yet");
    }

    [Theory]
    [InlineData(10.0, 1.0, 2.0, true)]
    [InlineData(1.5, 1.0, 2.0, true)]
    [InlineData(0.5, 1.0, 2.0, false)]
    [InlineData(0.0, null, 2.0, false)]
    [InlineData(1.5, null, 2.0, null)]
    [InlineData(2.0, null, 2.0, true)]
    public void The_quota_suffices_or_not_or_nobody_knows(
        double free,
        double? expected,
        double atMost,
        bool? suffices
    ) =>
        new QuotaUse(
            TimeSpan.FromHours(free),
            TimeSpan.FromHours(30),
            expected is { } hours ? TimeSpan.FromHours(hours) : null,
            TimeSpan.FromHours(atMost),
            null
        )
            .Suffices.Should()
            .Be(suffices);

    [Fact]
    public void The_command_says_it_in_a_line()
    {
        CostLine.Of(Cost()).Should().Be("at most 2 h");
        CostLine.Of(Cost(TimeSpan.FromSeconds(42))).Should().Be("~42 s");
        var quota = new QuotaUse(
            TimeSpan.FromHours(21.4),
            TimeSpan.FromHours(30),
            TimeSpan.FromMinutes(14),
            TimeSpan.FromHours(2),
            null
        );
        CostLine.Of(Cost(TimeSpan.FromMinutes(14), quota)).Should().Be("~14 min, 0.2 of 21.4 GPU h left");
        CostLine.Of(Cost(null, quota with { Expected = null })).Should().Be("at most 2 h, 2.0 of 21.4 GPU h left");
        CostLine.Of(Cost(TimeSpan.FromMinutes(40), runs: 6)).Should().Be("6 runs, ~4 h");
    }

    [Theory]
    [InlineData("NvidiaTeslaP100", null, "P100")]
    [InlineData("NvidiaTeslaA100", null, "some accounts only")]
    [InlineData("TpuV5E8", null, "TPU's libraries")]
    [InlineData("NvidiaTeslaT5", null, "did you mean NvidiaTeslaT4?")]
    [InlineData("TpuV5E8", 10, "after 9 hours")]
    [InlineData(null, 13, "on a CPU after 12 hours")]
    public void Known_traps_of_a_machine_are_said(string? accelerator, int? hours, string words) =>
        AcceleratorTraps
            .Of(
                Settings with
                {
                    Accelerator = accelerator,
                    Timeout = TimeSpan.FromHours(hours ?? 1),
                },
                KaggleAccountKind.Kaggle
            )
            .Should()
            .Contain(trap => trap.Contains(words));

    [Fact]
    public void The_usual_machine_has_no_trap() =>
        AcceleratorTraps
            .Of(Settings with { Accelerator = "NvidiaTeslaT4" }, KaggleAccountKind.Kaggle)
            .Should()
            .BeEmpty();
}
