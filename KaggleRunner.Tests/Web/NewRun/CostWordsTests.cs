using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs.Cost;
using KaggleRunner.Web.NewRun;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class CostWordsTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 5, 9, 12, 0, 0, TimeSpan.Zero));

    private static readonly RunCost Gpu = new()
    {
        Runs = 1,
        Accelerator = "NvidiaTeslaT4",
        Limit = TimeSpan.FromHours(2),
        Past = new PastRuns(
            3,
            TimeSpan.FromMinutes(14.2),
            TimeSpan.FromMinutes(15),
            new RunId(new ProjectId("p-1"), 41),
            HavePassed: true
        ),
        Quota = Quota(21.4, TimeSpan.FromMinutes(14.2)),
    };

    private static QuotaUse Quota(double free, TimeSpan? expected) =>
        new(
            TimeSpan.FromHours(free),
            TimeSpan.FromHours(30),
            expected,
            TimeSpan.FromHours(2),
            Clock.GetUtcNow().AddDays(4)
        );

    [Fact]
    public void Time_quota_and_limit_stand_in_one_line()
    {
        CostWords.Line(Gpu).Should().Be("~14 min · 0.2 GPU h of 21.4 left · limit 2h");
        CostWords.Source(Gpu).Should().Be("The median of 3 runs is 14m 12s; #41 took 15m 0s.");
        CostWords.Warning(Gpu, Clock).Should().BeNull();
    }

    [Fact]
    public void The_first_run_says_that_nothing_is_known_yet() =>
        CostWords
            .Line(Gpu with { Past = null, Quota = Quota(21.4, null) })
            .Should()
            .Be("duration not known yet · up to 2 GPU h of 21.4 left · limit 2h");

    [Fact]
    public void A_matrix_is_counted_in_all() =>
        CostWords
            .Line(Gpu with { Runs = 6, Accelerator = null, Quota = null })
            .Should()
            .Be("~85 min in all · limit 2h each");

    [Fact]
    public void A_spent_quota_is_a_warning()
    {
        var spent = Gpu with { Quota = Quota(0, TimeSpan.FromMinutes(14)) };

        CostWords
            .Warning(spent, Clock)
            .Should()
            .StartWith("The week's quota is spent")
            .And.EndWith("Renews in 4 days.");
        CostWords
            .Warning(Gpu with { Quota = Quota(0.1, TimeSpan.FromMinutes(14)) }, Clock)
            .Should()
            .StartWith("More than is left");
        CostWords.Warning(Gpu with { Quota = Quota(1, null) }, Clock).Should().Contain("reaches its limit");
    }
}
