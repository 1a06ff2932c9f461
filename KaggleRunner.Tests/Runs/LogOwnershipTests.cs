using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Runs;

/// <summary>What is read of a log that may be another's, or that is cut again and again.</summary>
public sealed class LogOwnershipTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("##kaggle-runner[abc] {\"kind\":\"session\"}\n", "hello\n")]
    [InlineData("##kagg", "le-runner[a", "bc] {}\n", "x")]
    [InlineData("hello\n", "##kaggle-runner[other] {}\n")]
    [InlineData("##kaggle-ru")]
    public async Task Our_log_and_what_cannot_be_told_passes_whole(params string[] pieces)
    {
        var passed = await CheckAsync(pieces);

        passed.Select(e => e.Data).Should().Equal(pieces);
    }

    [Theory]
    [InlineData("##kaggle-runner[other] {\"kind\":\"session\"}\n")]
    [InlineData("##kaggle-", "runner[ab", "d] {}\n")]
    public async Task Another_runs_log_is_not_taken(params string[] pieces)
    {
        var act = () => CheckAsync(pieces);

        await act.Should().ThrowAsync<ForeignLogException>();
    }

    [Fact]
    public void A_stream_that_is_cut_at_once_is_opened_ever_more_rarely_and_news_reset_that()
    {
        var time = new FakeTimeProvider();
        var pace = new ReconnectPace(Pace.For(KaggleAccountKind.Kaggle), time);
        var waits = new List<TimeSpan>();
        for (var cut = 0; cut < 5; cut++)
        {
            pace.Begin(10);
            pace.End(10);
            waits.Add(pace.Wait);
        }

        waits.Should().BeInAscendingOrder().And.EndWith(TimeSpan.FromSeconds(15));
        pace.Begin(10);
        pace.End(11);
        pace.Wait.Should().Be(TimeSpan.FromSeconds(5));
        pace.Begin(11);
        time.Advance(TimeSpan.FromMinutes(3));
        pace.End(11);
        pace.Wait.Should().Be(TimeSpan.FromSeconds(5), "the balancer cuts idle streams after three minutes");
    }

    private static Task<List<LogEvent>> CheckAsync(string[] pieces)
    {
        var events = pieces.Select(piece => new LogEvent("stdout", 1, piece)).ToAsyncEnumerable();
        return new LogOwnership("abc").CheckAsync(events, Cancelled).ToListAsync(Cancelled).AsTask();
    }
}
