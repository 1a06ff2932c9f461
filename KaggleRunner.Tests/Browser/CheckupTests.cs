using KaggleRunner.Tests.Repositories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>The Settings page tries what a run needs, and says of each part how it stands.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class CheckupTests(LiveDashboard dashboard)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task The_machine_is_checked_at_a_click(int width, int height)
    {
        using var repository = await SampleRepository.CreateAsync($"checkup-{width}", ("train.py", "print(1)\n"));
        await using var visit = await dashboard.VisitAsync(width, height, ColorScheme.Light);
        await visit.OpenRepositoryAsync(repository);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".finding")).ToHaveCountAsync(0);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check this machine" }).ClickAsync();

        foreach (var subject in new[] { "git", "repository", "remote", "python", "local", "isolation", "kaggle" })
        {
            await Expect(visit.Page.Locator(".finding .subject").GetByText(subject, new() { Exact = true }))
                .ToBeVisibleAsync();
        }

        await Expect(visit.Page.Locator(".finding.problem")).ToHaveCountAsync(0);
        await visit.ShotAsync($"checkup-{width}");
        (await visit.SidewaysAsync()).Should().Be(0);
        visit.Errors.Should().BeEmpty();
    }
}
