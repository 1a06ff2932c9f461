using System.Globalization;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>All runs of an account share one gate.</summary>
public sealed class RequestGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_burst_requests_go_at_the_pace_and_urgent_ones_do_not_wait()
    {
        var gate = Gate(perSecond: 10, burst: 3);

        var entered = Enumerable.Range(0, 6).Select(_ => gate.EnterAsync(isUrgent: false, Patience, Token)).ToList();
        var cancel = gate.EnterAsync(isUrgent: true, Patience, Token);

        entered.Count(task => task.IsCompleted).Should().Be(3);
        cancel.IsCompleted.Should().BeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await entered[3];
        entered.Count(task => task.IsCompleted).Should().Be(4);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(entered);
    }

    [Fact]
    public async Task One_refusal_holds_back_a_thousand_runs_and_then_lets_them_go_one_by_one()
    {
        var gate = Gate(perSecond: 10, burst: 30);
        gate.Refused(TimeSpan.FromSeconds(20));

        var waiting = Enumerable.Range(0, 1000).Select(_ => gate.EnterAsync(false, Patience, Token)).ToList();
        _time.Advance(TimeSpan.FromSeconds(19.9));
        waiting.Should().NotContain(task => task.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2.2));

        await Task.WhenAny(waiting).WaitAsync(Token);
        await Task.Yield();
        waiting.Count(task => task.IsCompleted).Should().BeLessThan(30, "a thousand at once would be refused again");
    }

    [Fact]
    public async Task A_long_pause_is_told_instead_of_waited_for_and_nothing_is_sent_meanwhile()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("GetKernelSessionStatus", "{}", 429, headers: ("Retry-After", "100"))
            .On("SaveKernel", """{"ref":"/code/alice/ci-runner","versionNumber":1}""");

        var first = () => bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token);
        var second = () => bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        await first.Should().ThrowAsync<KaggleRateLimitedException>();
        (await second.Should().ThrowAsync<KaggleRateLimitedException>())
            .Which.RetryAfter.Should()
            .BeGreaterThan(TimeSpan.FromSeconds(50));
        bench.Kaggle.Requests.Should().ContainSingle("the gate is closed for all of the account");
    }

    [Fact]
    public async Task Refusals_in_a_row_close_it_longer_each_time_though_Kaggle_asks_for_nothing()
    {
        var gate = Gate(perSecond: 10, burst: 1);
        var pauses = new List<TimeSpan>();
        for (var refusal = 0; refusal < 4; refusal++)
        {
            pauses.Add(gate.Refused(TimeSpan.Zero));
            _time.Advance(pauses[^1] + TimeSpan.FromSeconds(10));
        }

        pauses[0].Should().Be(TimeSpan.Zero);
        pauses.Skip(1).Should().BeInAscendingOrder().And.OnlyContain(pause => pause >= TimeSpan.FromSeconds(2));
        await gate.EnterAsync(isUrgent: true, Patience, Token);
        gate.Accepted();
        gate.Refused(asked: null).Should().BeLessThan(TimeSpan.FromSeconds(1.2), "a success ends the row");
    }

    [Fact]
    public async Task A_Retry_After_date_is_measured_by_the_servers_own_clock()
    {
        await using var bench = await KaggleBench.StartAsync();
        var skewed = TimeProvider.System.GetUtcNow().AddHours(-5);
        bench.Kaggle.On(
            "GetKernelSessionStatus",
            "{}",
            429,
            headers:
            [
                ("Date", skewed.ToString("R", CultureInfo.InvariantCulture)),
                ("Retry-After", skewed.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture)),
            ]
        );

        var act = () => bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token);

        (await act.Should().ThrowAsync<KaggleRateLimitedException>())
            .Which.RetryAfter.Should()
            .Be(TimeSpan.FromSeconds(90));
    }

    private RequestGate Gate(double perSecond, int burst) =>
        new(_time, TimeSpan.FromSeconds(1 / perSecond), burst, TimeSpan.FromSeconds(1));
}
