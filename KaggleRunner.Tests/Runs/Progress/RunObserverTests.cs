using System.Globalization;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Progress;
using KaggleRunner.Tests.Logs;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Runs.Progress;

public sealed class RunObserverTests : IAsyncDisposable
{
    private readonly LogFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(RunExample.Midnight);
    private readonly LogIngest _log;
    private readonly RunObserver _observer;
    private Run _run;

    public RunObserverTests()
    {
        _log = _folder.Open();
        _observer = new RunObserver(_folder.Path, NoticeLimits.Default, _clock);
        _run = RunExample.Create(_folder.Path) with
        {
            Steps = [new RunStep(RunStepKind.Running, RunExample.Midnight, null)],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_bar_is_seen_while_the_run_goes_on_and_not_after()
    {
        Print("\r 50%|██ | 5/10 [00:05<00:05, 1it/s]");
        _observer.Look(_run).Bar!.Fraction.Should().Be(0.5);

        var ended = _run with { Verdict = new Verdict(VerdictKind.Passed, "It ended.") };
        _observer.Look(ended).Bar.Should().BeNull();
    }

    [Fact]
    public void A_bar_that_does_not_tell_its_time_is_timed_as_it_grows()
    {
        Print("\r[##        ] 20%");
        _observer.Look(_run).Bar!.Remaining.Should().BeNull();

        _clock.Advance(TimeSpan.FromSeconds(30));
        Print("\r[####      ] 40%");
        _observer.Look(_run).Bar!.Remaining.Should().Be(TimeSpan.FromSeconds(90));

        Print("\r[#         ] 10%");
        _observer.Look(_run).Bar!.Remaining.Should().BeNull("another bar has begun");
    }

    [Fact]
    public void A_gpu_that_idles_while_the_target_runs_is_told_until_it_is_used()
    {
        _run = _run with { Settings = _run.Settings with { Accelerator = "NvidiaTeslaT4" } };
        Record("""{"record":"phase","name":"install","state":"started"}""", 0);
        Sample(gpu: 0, from: 1, to: 400);
        Record("""{"record":"phase","name":"run","state":"started"}""", 400);
        Sample(gpu: 0, from: 401, to: 600);
        Look().Should().BeEmpty("what happens before the target runs needs no GPU, and then it was three minutes");

        Sample(gpu: 1, from: 600, to: 700);
        Look().Should().ContainSingle().Which.Text.Should().Be("The GPU has not been used yet: 4 minutes at 0%.");

        Sample(gpu: 87, from: 700, to: 710);
        Look().Should().BeEmpty();
        Sample(gpu: 0, from: 710, to: 1010);
        Look().Should().ContainSingle().Which.Text.Should().Be("The GPU has been idle for 5 minutes.");
        _run = _run with { Verdict = new Verdict(VerdictKind.Passed, "It ended.") };
        Look().Should().BeEmpty("it was used");
    }

    [Fact]
    public void A_run_that_never_used_its_gpu_says_so_after_its_end()
    {
        _run = _run with
        {
            Settings = _run.Settings with { Accelerator = "gpuOfTomorrow" },
            Verdict = new Verdict(VerdictKind.Passed, "It ended."),
        };
        Record("""{"record":"phase","name":"run","state":"started"}""", 0);
        Sample(gpu: 0, from: 1, to: 400);

        Look().Should().ContainSingle().Which.Text.Should().Be("The run asked for a GPU and did not use it.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("TpuV5E8")]
    public void Without_a_gpu_nothing_is_said_of_it(string? accelerator)
    {
        _run = _run with { Settings = _run.Settings with { Accelerator = accelerator } };
        Record("""{"record":"phase","name":"run","state":"started"}""", 0);
        Sample(gpu: 0, from: 1, to: 2000);

        Look().Should().NotContain(notice => notice.Kind == RunNoticeKind.IdleGpu);
    }

    [Fact]
    public void Where_no_gpu_is_measured_nothing_is_said_of_it()
    {
        _run = _run with { Settings = _run.Settings with { Accelerator = "NvidiaTeslaT4" } };
        Record("""{"record":"phase","name":"run","state":"started"}""", 0);
        Sample(gpu: null, from: 1, to: 2000);

        Look().Should().NotContain(notice => notice.Kind == RunNoticeKind.IdleGpu);
    }

    [Theory]
    [InlineData("a line\n")]
    [InlineData("a part of one")]
    [InlineData("##metric {\"name\":\"loss\",\"value\":1}\n")]
    public void A_long_silence_is_told_until_something_is_printed(string something)
    {
        Print("hello\n");
        Look().Should().BeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(9));
        Look().Should().BeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Look().Should().ContainSingle().Which.Text.Should().Be("Nothing has been printed for 10 minutes.");
        _clock.Advance(TimeSpan.FromMinutes(5));
        Sample(gpu: null, from: 900, to: 960);
        var notice = Look().Should().ContainSingle().Subject;
        notice.Text.Should().Be("Nothing has been printed for 15 minutes.");
        notice.Advice.Should().Contain("3%");

        Print(something);
        Look().Should().BeEmpty();
    }

    [Fact]
    public void A_silence_that_began_before_anybody_looked_is_known_by_kaggles_clock()
    {
        Print("hello\n", 5);
        Sample(gpu: null, from: 10, to: 905);

        Look().Should().ContainSingle().Which.Text.Should().Be("Nothing has been printed for 15 minutes.");
    }

    [Fact]
    public void Nothing_is_said_of_silence_while_outputs_are_collected()
    {
        Print("hello\n", 5);
        Sample(gpu: null, from: 10, to: 905);
        _run = _run with { Steps = [.. _run.Steps, new RunStep(RunStepKind.Collect, RunExample.Midnight, null)] };

        Look().Should().BeEmpty();
    }

    private IReadOnlyList<RunNotice> Look() => _observer.Look(_run).Notices;

    private void Print(string text, double time = 1)
    {
        _log.Append(LogFolder.Out(text, time));
        _log.Flush();
    }

    private void Record(string json, double time) => Print(LogFolder.Record(json), time);

    private void Sample(double? gpu, int from, int to)
    {
        var load = gpu?.ToString(CultureInfo.InvariantCulture) ?? "null";
        for (var time = from; time <= to; time += 5)
        {
            Record($$"""{"record":"system","cpu":3,"memory":1000,"gpu":{{load}},"gpuMemory":null}""", time);
        }
    }
}
