using System.Globalization;
using System.Text;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Tests.Logs.Metrics;

public sealed class RunMetricsTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_live_run_tells_its_watchers_only_what_is_new()
    {
        await using var log = _folder.Open();
        var metrics = RunMetrics.Open(_folder.Path);
        metrics.Since(null).Metrics.Should().BeEmpty();

        Print(log, Metric("train/loss", 1, "0.5") + Metric("val/loss", 1, "0.7"));
        var first = metrics.Since(null);
        Print(log, "a line\n" + Metric("train/loss", 2, "0.4"));
        var second = metrics.Since(first.Cursor);
        var nothing = metrics.Since(second.Cursor);
        var late = metrics.Since(null);

        first.IsWhole.Should().BeTrue();
        first.Metrics.Select(series => series.Name).Should().Equal("train/loss", "val/loss");
        second.IsWhole.Should().BeFalse();
        var news = second.Metrics.Should().ContainSingle().Subject;
        (news.Index, news.From, news.Last, news.Count).Should().Be((0, 1, 0.4, 2));
        news.Buckets.Should().Equal(MetricBucket.Of(new MetricPoint(2, 1, 0.4)));
        nothing.Metrics.Should().BeEmpty();
        late.Metrics.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_log_that_began_anew_is_told_as_a_whole()
    {
        await using (var log = _folder.Open())
        {
            Print(log, Metric("loss", 1, "0.5") + Metric("loss", 2, "0.4"));
        }

        var metrics = RunMetrics.Open(_folder.Path);
        var before = metrics.Since(null);
        await using var anew = LogIngest.OpenAnew(_folder.Path, LogFolder.Nonce, SecretRedactor.ByShape);
        Print(anew, Metric("other", 1, "7"));

        var after = metrics.Since(before.Cursor);

        after.IsWhole.Should().BeTrue();
        after.Metrics.Select(series => series.Name).Should().Equal("other");
    }

    [Fact]
    public async Task Samples_and_phases_are_kept_apart_from_metrics()
    {
        await using var log = _folder.Open();
        Print(log, LogFolder.Record("""{"record":"phase","name":"run","state":"started"}"""), 2);
        Print(log, LogFolder.Record("""{"record":"system","cpu":12.5,"memory":1000,"gpu":null,"gpuMemory":null}"""), 7);
        Print(log, LogFolder.Record("""{"record":"phase","name":"run","state":"ended","seconds":8}"""), 10);

        var seen = RunMetrics.Open(_folder.Path).Since("nonsense");

        seen.Phases.Should().Equal(new PhaseSpan("run", 2, 10));
        seen.Machine.Select(series => (series.Name, series.Last)).Should().Equal(("cpu", 12.5), ("memory", 1000));
        seen.Metrics.Should().BeEmpty();
    }

    [Fact]
    public async Task Hostile_names_are_names_and_too_many_are_counted()
    {
        await using var log = _folder.Open();
        string[] hostile = ["__proto__", "<img src=x onerror=alert(1)>", "", "a\nb\u202e", new string('n', 5000)];
        Print(log, string.Concat(hostile.Select(name => Metric(name, 1, "1"))));
        Print(log, string.Concat(Enumerable.Range(0, 500).Select(i => Metric($"m{i}", 1, "\"NaN\""))));

        var seen = RunMetrics.Open(_folder.Path).Since(null);

        seen.Metrics.Should().HaveCount(RunMetrics.MostNames);
        seen.LeftOut.Should().Be(500 + hostile.Length - RunMetrics.MostNames);
        seen.Metrics.Take(4).Select(series => series.Name).Should().Equal(hostile.Take(4));
        seen.Metrics.Should().OnlyContain(series => series.Name.Length <= 201);
        seen.Metrics[50].Gaps.Should().Be(1);
    }

    [Fact]
    public async Task What_python_writes_for_no_number_is_a_gap()
    {
        await using var log = _folder.Open();
        Print(log, "##metric {\"name\": \"loss\", \"step\": 1, \"value\": NaN}\n");
        Print(
            log,
            "##metric {\"value\": -Infinity, \"name\": \"loss\"}\n##metric {\"name\": \"a NaN\", \"value\": 1}\n"
        );
        Print(log, "##metric {\"name\": \"loss\", \"value\": NaNs}\n");

        var seen = RunMetrics.Open(_folder.Path).Since(null);

        seen.Metrics.Select(series => (series.Name, series.Count, series.Gaps))
            .Should()
            .Equal(("loss", 2, 2), ("a NaN", 1, 0));
        _folder.Lines.Should().Equal("##metric {\"name\": \"loss\", \"value\": NaNs}");
    }

    [Fact]
    public async Task A_million_records_are_read_in_parts_and_only_once()
    {
        await using var log = _folder.Open();
        var text = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"##metric {{\"name\":\"loss\",\"step\":{i},\"value\":{i % 97}}}\n"
            );
            if (text.Length > 1_000_000)
            {
                log.Append(LogFolder.Out(text.ToString()));
                text.Clear();
            }
        }

        Print(log, text.ToString());
        var metrics = RunMetrics.Open(_folder.Path);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var delta = metrics.Since(null);
        var parts = 1;
        while (delta.HasMore)
        {
            delta = metrics.Since(delta.Cursor);
            parts++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"1,000,000 values in {clock.ElapsedMilliseconds} ms");
        parts.Should().BeGreaterThan(2);
        var whole = metrics.Since(null).Metrics.Single();
        whole.Count.Should().Be(1_000_000);
        whole.Buckets.Count.Should().BeLessThanOrEqualTo(1024);
        whole.Buckets[^1].InOrder.Second!.Value.Step.Should().BeGreaterThan(998_000);
    }

    [Fact]
    public async Task The_table_holds_every_value_and_no_formula()
    {
        await using var log = _folder.Open();
        Print(
            log,
            Metric("loss", 1, "0.25") + Metric("=cmd|'/C calc'!A0", 2, "1") + Metric("a,\"b\"", 3, "\"NaN\""),
            4.5
        );
        using var table = new MemoryStream();

        await MetricsCsv.WriteAsync(_folder.Path, table, TestContext.Current.CancellationToken);

        Encoding
            .UTF8.GetString(table.ToArray())
            .Should()
            .Be(
                "name,step,seconds,value\r\nloss,1,4.5,0.25\r\n'=cmd|'/C calc'!A0,2,4.5,1\r\n\"a,\"\"b\"\"\",3,4.5,NaN\r\n"
            );
    }

    internal static string Metric(string name, double step, string value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"##metric {{\"name\":{System.Text.Json.JsonSerializer.Serialize(name)},\"step\":{step},\"value\":{value}}}\n"
        );

    private static void Print(LogIngest log, string text, double time = 1)
    {
        log.Append(LogFolder.Out(text, time));
        log.Flush();
    }
}
