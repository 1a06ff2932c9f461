using KaggleRunner.Core.Kaggle;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.Kaggle;

public sealed class QuotaReaderTests
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_want_to_know_ask_once_and_again_only_for_something_newer()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        var reader = home.Get<QuotaReader>();
        var before = Now.AddMinutes(-1);

        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => reader.ReadAsync(KaggleAccountKind.Local, before, Token))
        );
        var newer = await reader.ReadAsync(KaggleAccountKind.Local, Now.AddMilliseconds(1), Token);

        all.Should().AllSatisfy(quota => quota.Should().BeSameAs(all[0]));
        all[0]!.Gpu!.Free.Should().BePositive();
        newer.Should().NotBeSameAs(all[0]);
    }

    [Fact]
    public async Task Without_a_running_local_Kaggle_none_is_started_to_ask_it()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        var launcher = home.Get<LocalKaggleLauncher>();
        await launcher.StopAsync(Token);

        var quota = await home.Get<QuotaReader>().ReadAsync(KaggleAccountKind.Local, Now, Token);

        quota.Should().BeNull();
        (await launcher.FindAsync(Token)).Should().BeNull();
    }
}
