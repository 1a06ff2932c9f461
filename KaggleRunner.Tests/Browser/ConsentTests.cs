using KaggleRunner.Tests.Repositories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Nothing is committed or pushed before the user has seen it and ticked the box.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class ConsentTests(LiveDashboard dashboard)
{
    private const string Changed = "tests/test_metrics.py";
    private const string Text = "def test_changed():\n    assert True\n";

    [Fact]
    public async Task A_changed_file_is_shown_and_goes_out_only_after_the_tick()
    {
        using var repository = await SampleRepository.CreateAsync("consent");
        var before = await repository.HeadAsync();
        repository.Write(Changed, Text);
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Changed);

        var panel = visit.Page.Locator(".sync");
        await panel.GetByLabel("Commit and push").CheckAsync();
        await panel.GetByText("1 changed file · review").ClickAsync();
        await Expect(visit.Page.Locator(".review .path")).ToHaveTextAsync(Changed);
        await Expect(visit.Page.Locator(".review .monaco-diff-editor")).ToContainTextAsync("test_changed");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".review")).ToHaveCountAsync(0);
        await Expect(panel.Locator(".consent")).ToContainTextAsync("push to origin/main");
        await Expect(visit.Run).ToBeDisabledAsync();
        await visit.ShotAsync("new-run-dirty-desktop");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        (await RemoteHeadAsync(repository)).Should().Be(before);

        await panel.Locator(".consent input").CheckAsync();
        await visit.PressRunAsync();
        await visit.EndsAsync("Passed");

        var head = await RemoteHeadAsync(repository);
        head.Should().NotBe(before);
        (await repository.GitAsync("show", $"{head}:{Changed}")).Should().Be(Text.TrimEnd());
        (await repository.GitAsync("diff", "--name-only", before, head)).Should().Be(Changed);
        await Expect(visit.Page.Locator($"code[title='{head}']")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#tab-tests .count")).ToHaveTextAsync("1");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_after_the_tick_takes_it_away()
    {
        using var repository = await SampleRepository.CreateAsync("consent-again");
        repository.Write(Changed, Text);
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Changed);
        await visit.Page.Locator(".sync").GetByLabel("Commit and push").CheckAsync();
        var consent = visit.Page.Locator(".consent input");
        await consent.CheckAsync();
        await Expect(visit.Run).ToBeEnabledAsync();

        repository.Write("notes.txt", "not seen yet\n");

        await Expect(visit.Page.Locator(".sync .consent")).ToContainTextAsync("2 changed files");
        await Expect(consent).Not.ToBeCheckedAsync();
        await Expect(visit.Run).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_secret_is_named_with_its_line_and_blocks_until_it_is_allowed()
    {
        using var repository = await SampleRepository.CreateAsync("secret");
        repository.Write(Changed, $"{Text}\n\nTOKEN = '{Repositories.Secrets.Fixtures.GitHubToken}'\n");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Changed);

        var findings = visit.Page.Locator(".sync .findings");
        await Expect(findings).ToContainTextAsync(Changed);
        await Expect(findings).ToContainTextAsync("line 5: a GitHub token");
        await Expect(findings).Not.ToContainTextAsync(Repositories.Secrets.Fixtures.GitHubToken);
        await Expect(visit.Run).ToBeDisabledAsync();

        await findings.GetByLabel("Send anyway").CheckAsync();

        await Expect(visit.Run).ToBeEnabledAsync();
        visit.Errors.Should().BeEmpty();
    }

    private static Task<string> RemoteHeadAsync(TestRepository repository) =>
        TestRepository.GitInAsync(repository.Beside("origin.git"), "rev-parse", "main");
}
