using Bunit;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Kernels;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Web.Kernels;

public sealed class QuotaWordsTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AcceleratorQuota Gpu = new(
        TimeSpan.FromHours(30),
        TimeSpan.FromHours(7.5),
        TimeSpan.FromHours(1.1)
    );

    [Fact]
    public void A_quota_is_told_in_a_sentence_each()
    {
        var clock = new FakeTimeProvider(Now);
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var quota = new KaggleQuota(
            Gpu,
            new AcceleratorQuota(TimeSpan.FromHours(20), TimeSpan.Zero, TimeSpan.Zero),
            Now.AddDays(3)
        );

        QuotaWords
            .Of(quota, clock)
            .Should()
            .Be(
                "GPU: 7.5 h used, 1.1 h reserved, 21.4 h of 30 h left. TPU: 0 h used, 20 h of 20 h left."
                    + " Renews in 3 days, at 2026-07-04 12:00:00 +00:00."
            );
    }

    [Theory]
    [InlineData(-5, "Renews within the hour")]
    [InlineData(0.5, "Renews within the hour")]
    [InlineData(30, "Renews in 30 h")]
    [InlineData(100, "Renews in 4 days")]
    public void When_it_renews_is_told_roughly(double hours, string words) =>
        QuotaWords.Renews(Now.AddHours(hours), new FakeTimeProvider(Now)).Should().Be(words);

    [Fact]
    public void A_meter_never_runs_over()
    {
        var over = new AcceleratorQuota(TimeSpan.FromHours(30), TimeSpan.FromHours(29), TimeSpan.FromHours(12));

        var meter = Render<QuotaMeter>(parameters => parameters.Add(p => p.Name, "GPU").Add(p => p.Quota, over));
        var none = Render<QuotaMeter>(parameters =>
            parameters.Add(p => p.Name, "TPU").Add(p => p.Quota, new AcceleratorQuota(default, default, default))
        );

        meter.Find("[role=meter]").GetAttribute("aria-valuenow").Should().Be("0");
        meter.Find(".used").GetAttribute("style").Should().Be("width:96.67%");
        meter.Find(".reserved").GetAttribute("style").Should().Be("width:3.33%");
        none.Find(".used").GetAttribute("style").Should().Be("width:0%");
    }
}
