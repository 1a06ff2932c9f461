using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>What a run is likely to take is said before it is started, and stands in nobody's way.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class CostTests(LiveDashboard dashboard)
{
    private const string Target = "experiments/train.py";

    [Fact]
    public async Task A_trap_is_a_quiet_warning_beside_the_accelerator()
    {
        using var repository = await SampleRepository.CreateAsync("cost-trap");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);

        await visit.Page.Locator("#accelerator").SelectOptionAsync("NvidiaTeslaT4");

        await Expect(visit.Page.Locator(".trap")).ToContainTextAsync("this machine's CPU computes");
        await Expect(visit.Page.Locator(".cost")).ToContainTextAsync("GPU h of");
        await Expect(visit.Run).ToBeEnabledAsync();
    }
}
