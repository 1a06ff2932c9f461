using System.Globalization;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Tests.Logs.Metrics;

public sealed class RangeTests : IDisposable
{
    private const int Many = 60_000;
    private readonly LogFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_range_of_a_long_series_holds_each_of_its_values()
    {
        await PrintAsync(step => $"\"step\":{step},");
        var metrics = RunMetrics.Open(_folder.Path);

        var found = metrics.Within(new MetricRange(OfMachine: false, BySteps: true, 41_000, 41_300), Cancelled);

        var loss = found.Should().ContainSingle(series => series.Name == "loss").Subject;
        loss.Buckets.Select(bucket => bucket.Low.Step)
            .Should()
            .Equal(Enumerable.Range(41_000, 301).Select(n => (double)n));
        loss.Buckets.Should()
            .OnlyContain(bucket => bucket.Low == bucket.High && bucket.Low.Value == Value(bucket.Low.Step));
        var whole = metrics.Since(null).Metrics.Single(series => series.Name == "loss");
        (whole.Index, whole.Count).Should().Be((loss.Index, Many));
        whole.Buckets.Count.Should().BeLessThanOrEqualTo(1024);
    }

    [Fact]
    public async Task Values_without_a_step_are_counted_from_the_first_one_also_in_the_middle()
    {
        await PrintAsync(_ => "");
        var metrics = RunMetrics.Open(_folder.Path);

        var found = metrics.Within(new MetricRange(OfMachine: false, BySteps: true, 50_000, 50_009), Cancelled);

        found
            .Single(series => series.Name == "loss")
            .Buckets.Select(bucket => (bucket.Low.Step, bucket.Low.Value))
            .Should()
            .Equal(Enumerable.Range(50_000, 10).Select(n => ((double)n, Value(n))));
    }

    [Fact]
    public async Task A_range_of_time_holds_the_samples_of_the_machine_and_a_range_beyond_all_holds_none()
    {
        await PrintAsync(step => $"\"step\":{step},");
        var metrics = RunMetrics.Open(_folder.Path);

        var machine = metrics.Within(new MetricRange(OfMachine: true, BySteps: false, 100, 200), Cancelled);
        var none = metrics.Within(new MetricRange(OfMachine: false, BySteps: false, 1e6, 2e6), Cancelled);
        var wide = metrics.Within(new MetricRange(OfMachine: false, BySteps: true, 100, 59_000), Cancelled);

        machine.Select(series => series.Name).Should().Equal("cpu");
        machine[0].Buckets.Should().HaveCount(11);
        none.Should().BeEmpty();
        wide.Single(series => series.Name == "loss").Buckets.Count.Should().BeInRange(512, 1024);
    }

    private async Task PrintAsync(Func<int, string> step)
    {
        await using var log = _folder.Open();
        for (var begin = 0; begin < Many; begin += 100)
        {
            var lines = Enumerable
                .Range(begin, 100)
                .Select(n =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"##metric {{\"name\":\"loss\",{step(n)}\"value\":{Value(n)}}}\n"
                    )
                );
            log.Append(LogFolder.Out(string.Concat(lines), begin / 10.0));
            log.Append(LogFolder.Out("##metric {\"name\":\"rare\",\"step\":1e9,\"value\":1}\n", begin / 10.0));
            log.Append(LogFolder.Out(LogFolder.Record("""{"record":"system","cpu":5}"""), begin / 10.0));
        }

        log.Complete();
    }

    private static double Value(double step) => step % 7;
}
