using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Tests.Logs.Metrics;

public sealed class MetricSeriesTests
{
    [Fact]
    public void A_short_series_is_kept_as_it_is()
    {
        var series = new MetricSeries("loss");
        for (var i = 0; i < MetricSeries.MostBuckets; i++)
        {
            series.Add(i * 10, i, 1.0 / (i + 1), revision: 1);
        }

        var (from, buckets) = series.Since(0);
        from.Should().Be(0);
        buckets.Should().HaveCount(MetricSeries.MostBuckets);
        buckets[7].Should().Be(MetricBucket.Of(new MetricPoint(70, 7, 0.125)));
    }

    [Fact]
    public void A_million_values_become_about_two_thousand_and_keep_every_peak()
    {
        const int Count = 1_000_000;
        var series = new MetricSeries("loss");
        for (var i = 0; i < Count; i++)
        {
            series.Add(
                step: null,
                i,
                i switch
                {
                    123_456 => 99,
                    654_321 => -99,
                    _ => Math.Sin(i / 1000.0),
                },
                revision: i
            );
        }

        var (_, buckets) = series.Since(-1);
        buckets.Count.Should().BeInRange(MetricSeries.MostBuckets / 2, MetricSeries.MostBuckets);
        buckets.Should().Contain(bucket => bucket.High == new MetricPoint(123_456, 123_456, 99));
        buckets.Should().Contain(bucket => bucket.Low == new MetricPoint(654_321, 654_321, -99));
        buckets.Select(bucket => bucket.InOrder.First.Step).Should().BeInAscendingOrder();
        (series.Count, series.Min, series.Max).Should().Be((Count, -99, 99));
    }

    [Fact]
    public void Only_what_changed_is_told_and_all_of_it_after_the_buckets_were_joined()
    {
        var series = new MetricSeries("loss");
        for (var i = 0; i < 10; i++)
        {
            series.Add(i, i, i, revision: i);
        }

        series.Since(7).From.Should().Be(8);
        series.Since(7).Buckets.Should().HaveCount(2);
        series.Since(9).Buckets.Should().BeEmpty();

        for (var i = 10; i <= MetricSeries.MostBuckets; i++)
        {
            series.Add(i, i, i, revision: 10);
        }

        series.Since(9).From.Should().Be(0);
        series.Since(9).Buckets.Should().HaveCount((MetricSeries.MostBuckets / 2) + 1);
    }

    [Fact]
    public void What_is_no_number_is_a_gap_and_spoils_no_extreme()
    {
        var series = new MetricSeries("loss");
        foreach (var value in new[] { double.NaN, 1, double.PositiveInfinity, 3, double.NaN })
        {
            series.Add(step: null, 0, value, revision: 1);
        }

        (series.Min, series.Max, series.Gaps, series.Count).Should().Be((1, 3, 3, 5));
        series.Last.Should().Be(double.NaN);
        series.Since(0).Buckets.Select(bucket => bucket.IsGap).Should().Equal(true, false, true, false, true);
    }
}
