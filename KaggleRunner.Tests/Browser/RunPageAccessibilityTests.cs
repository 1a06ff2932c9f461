using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>axe has nothing serious to say of a run's page, in either theme and on a phone.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class RunPageAccessibilityTests(LiveDashboard dashboard)
{
    [Fact]
    public async Task Tests_and_details_of_a_failed_run_can_be_used_by_everybody()
    {
        using var repository = await SampleRepository.CreateAsync("axe");
        using (var first = dashboard.Terminal(repository, "run", "--target", "tests_failing"))
        {
            (await first.EndAsync()).Should().Be(1, first.Error);
        }

        await repository.CommitAsync("Add notes", ("notes.md", "# Notes\n"));
        await repository.GitAsync("push", "--quiet");
        using var second = dashboard.Terminal(repository, "run", "--target", "tests_failing", "--json");
        (await second.EndAsync()).Should().Be(1, second.Error);

        await LookAsync(1440, 900, ColorScheme.Light, "desktop");
        await LookAsync(390, 844, ColorScheme.Dark, "phone");
    }

    private async Task LookAsync(int width, int height, ColorScheme scheme, string name)
    {
        await using var visit = await dashboard.VisitAsync(width, height, scheme);
        await visit.GoToAsync("/");
        await visit.Page.Locator(".table .row[data-run]:has([title='tests_failing'])").First.ClickAsync();
        await visit.OnRunPageAsync();
        await Expect(visit.Page.Locator(".tests .line.test").First).ToBeAttachedAsync();
        await Expect(visit.Page.Locator(".detail .traceback").First).ToBeVisibleAsync();
        (await Accessibility.GraveAsync(visit.Page)).Should().BeEmpty();
        await visit.ShotAsync($"axe-tests-{name}");

        await visit.OpenTabAsync("details");
        await Expect(visit.Page.Locator(".commit-diff .files")).ToContainTextAsync("notes.md");
        await Expect(visit.Page.Locator(".commit-diff .view-lines").Last).ToContainTextAsync("Notes");
        (await Accessibility.GraveAsync(visit.Page)).Should().BeEmpty();
        (await visit.SidewaysAsync()).Should().Be(0);
        await visit.ShotAsync($"axe-details-{name}");
        visit.Errors.Should().BeEmpty();
    }
}
