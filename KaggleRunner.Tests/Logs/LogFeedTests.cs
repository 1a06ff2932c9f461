using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Tests.Logs;

public sealed class LogFeedTests
{
    private static readonly RunId Run = new(new ProjectId("p"), 1);
    private static readonly RunId Other = new(new ProjectId("p"), 2);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly LogFeed _feed = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_wakes_the_readers_of_its_run_only()
    {
        var first = _feed.WaitAsync(Run, Long, Token);
        var second = _feed.WaitAsync(Run, Long, Token);
        var other = _feed.WaitAsync(Other, Long, Token);

        _feed.Changed(Run);

        await Task.WhenAll(first, second);
        other.IsCompleted.Should().BeFalse();
        _feed.Changed(Other);
        await other;
    }

    [Fact]
    public async Task A_change_between_reading_and_waiting_is_not_missed()
    {
        var seen = _feed.Version(Run);
        _feed.Changed(Run);

        var now = await _feed.WaitAsync(Run, seen, Long, Token);

        now.Should().Be(seen + 1);
    }

    [Fact]
    public async Task Waiting_ends_after_its_time_and_when_it_is_cancelled()
    {
        await _feed.WaitAsync(Run, TimeSpan.FromMilliseconds(1), Token);

        using var stop = new CancellationTokenSource();
        var waiting = _feed.WaitAsync(Run, Long, stop.Token);
        await stop.CancelAsync();
        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }
}
