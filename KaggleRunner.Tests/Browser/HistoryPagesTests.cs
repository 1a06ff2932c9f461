using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

[Collection(nameof(LiveDashboard))]
public sealed class HistoryPagesTests(LiveDashboard dashboard)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_are_compared_in_all_that_differs()
    {
        using var past = await CompareAsync("compared");
        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var visit = await dashboard.VisitAsync(width, height, scheme);
            await visit.GoToAsync($"{past.Path}/compare?runs=1,2,3");
            await Expect(visit.Page.Locator(".overview")).ToContainTextAsync("--epochs 2");
            await Looks.ExpectFitAsync(visit, $"compare-overview-{width}-{scheme}");

            await visit.Page.Locator("#tab-Metrics").ClickAsync();
            await Expect(visit.Page.Locator(".card .line")).ToHaveCountAsync(4);
            await Expect(visit.Page.Locator(".card canvas").First).ToBeVisibleAsync();
            await Looks.ExpectFitAsync(visit, $"compare-metrics-{width}-{scheme}");

            await visit.Page.Locator("#tab-Tests").ClickAsync();
            await Expect(visit.Page.Locator("tbody tr").First).ToContainTextAsync("Newly failing");
            await visit.Page.Locator("button.NewlyPassing").ClickAsync();
            await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Looks.ExpectFitAsync(visit, $"compare-tests-{width}-{scheme}");

            await visit.Page.Locator("#tab-Outputs").ClickAsync();
            await visit.Page.Locator("[title='loss.png']").ClickAsync();
            await Expect(visit.Page.Locator(".pair img")).ToHaveCountAsync(2);
            await visit.Page.GetByText("Slider").ClickAsync();
            await Expect(visit.Page.Locator(".layers img")).ToHaveCountAsync(2);
            await Looks.ExpectFitAsync(visit, $"compare-outputs-{width}-{scheme}");
            await visit.Page.Locator("[title='table.csv']").ClickAsync();
            await Expect(visit.Page.Locator(".shown ins")).ToHaveTextAsync("2");
            await Looks.ExpectFitAsync(visit, $"compare-table-{width}-{scheme}");

            await visit.Page.Locator("#tab-Script").ClickAsync();
            await Expect(visit.Page.Locator(".view-lines").Last).ToContainTextAsync("print");
            await Looks.ExpectFitAsync(visit, $"compare-script-{width}-{scheme}");
        }
    }

    [Fact]
    public async Task Another_run_becomes_the_baseline_and_keeps_its_colour()
    {
        using var past = await CompareAsync("baseline");
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/compare?runs=1,2,3");
        var second = visit.Page.Locator(".run:has(a.number:text-is('#2')) i");
        var colour = await second.GetAttributeAsync("style");

        await visit.Page.Locator(".run:has(a.number:text-is('#2')) .choose").ClickAsync();

        await Expect(visit.Page.Locator(".run.base")).ToContainTextAsync("#2");
        visit.Page.Url.Should().EndWith("runs=2,1,3");
        (await second.GetAttributeAsync("style")).Should().Be(colour);
        await visit.GoToAsync($"{past.Path}/compare?runs=1,99");
        await Expect(visit.Page.Locator(".empty-state")).ToContainTextAsync("no run #99");
        await visit.GoToAsync($"{past.Path}/compare?runs=1");
        await Expect(visit.Page.Locator(".empty-state")).ToContainTextAsync("2 to 10");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_flaky_test_is_marked_and_a_new_failure_says_since_when()
    {
        using var past = new PastRuns(dashboard.Home, "over-time");
        for (var i = 0; i < 6; i++)
        {
            var run = await past.SaveAsync(run =>
                run with
                {
                    Revision = new Revision
                    {
                        Sha = new string((char)('a' + (run.Id.Number / 3)), 40),
                        Branch = "main",
                    },
                }
            );
            await past.TestAsync(
                run,
                ("test_steady", TestOutcome.Passed, 0.2),
                ("test_flaky", i % 2 == 0 ? TestOutcome.Passed : TestOutcome.Failed, 1.5),
                ("test_broken", i < 5 ? TestOutcome.Passed : TestOutcome.Failed, 0.01)
            );
        }

        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var visit = await dashboard.VisitAsync(width, height, scheme);
            await visit.GoToAsync($"{past.Path}/tests");
            await Expect(visit.Page.Locator(".rows li")).ToHaveCountAsync(3);
            await Expect(visit.Page.Locator(".rows li:has-text('test_flaky') .flaky")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(".rows .strip")).ToHaveCountAsync(3);
            await Looks.ExpectFitAsync(visit, $"tests-{width}-{scheme}");

            await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Failing" }).ClickAsync();
            await Expect(visit.Page.Locator(".rows li:has-text('test_broken') .since")).ToContainTextAsync("#6");
            await visit.Page.Locator(".rows li:has-text('test_flaky') > a").ClickAsync();
            await Expect(visit.Page.Locator(".timeline li")).ToHaveCountAsync(6);
            await Looks.ExpectFitAsync(visit, $"tests-timeline-{width}-{scheme}");
        }
    }

    [Fact]
    public async Task A_run_comes_back_from_the_trash_and_another_goes_for_good()
    {
        using var past = new PastRuns(dashboard.Home, "thrown");
        await past.SaveManyAsync(3);
        var trash = new RunTrash(dashboard.Home.Store, TimeProvider.System);
        await trash.DeleteAsync(past.Id(1), Cancelled);
        await trash.DeleteAsync(past.Id(2), Cancelled);
        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var look = await dashboard.VisitAsync(width, height, scheme);
            await look.GoToAsync($"{past.Path}/trash");
            await Expect(look.Page.Locator(".trash li")).ToHaveCountAsync(2);
            await Looks.ExpectFitAsync(look, $"trash-{width}-{scheme}");
        }

        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/trash");
        await visit.Page.GetByLabel("Restore run #1").ClickAsync();
        await Expect(visit.Page.Locator(".trash li")).ToHaveCountAsync(1);
        (await dashboard.Home.Store.FindAsync(past.Id(1), Cancelled)).Should().NotBeNull();

        await visit.Page.GetByText("Empty trash").ClickAsync();
        await Expect(visit.Page.Locator(".delete")).ToContainTextAsync("thrown: 1 run, #2");
        await visit
            .Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete 1 run for good" })
            .ClickAsync();
        await Expect(visit.Page.Locator(".empty-state")).ToContainTextAsync("The trash is empty");
        (await trash.ListAsync(past.Project.Id, Cancelled)).Should().BeEmpty();
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Weeks_are_counted_for_each_target()
    {
        using var past = new PastRuns(dashboard.Home, "counted");
        await past.SaveManyAsync(400);
        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var visit = await dashboard.VisitAsync(width, height, scheme);
            await visit.GoToAsync($"{past.Path}/statistics");
            await Expect(visit.Page.Locator("article")).ToHaveCountAsync(3);
            await Expect(visit.Page.Locator(".statistics")).ToContainTextAsync("NvidiaTeslaT4");
            await Looks.ExpectFitAsync(visit, $"statistics-{width}-{scheme}");
        }
    }

    [Fact]
    public async Task Tags_note_and_star_are_written_on_the_runs_page()
    {
        using var past = new PastRuns(dashboard.Home, "noted");
        await past.SaveManyAsync(1);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Id(1).Path}?tab=details");
        await visit.Page.GetByLabel("Add a tag").FillAsync("baseline");
        await visit.Page.GetByLabel("Add a tag").PressAsync("Enter");
        await Expect(visit.Page.Locator(".notes .tag")).ToContainTextAsync("baseline");
        await visit.Page.GetByLabel("Note", new PageGetByLabelOptions { Exact = true }).FillAsync("Learns faster.");
        await visit.Page.GetByText("Save note").ClickAsync();
        await Expect(visit.Page.GetByText("Save note")).ToHaveCountAsync(0);
        await visit.Page.Locator(".notes .star").ClickAsync();
        await Expect(visit.Page.Locator(".notes .star")).ToHaveAttributeAsync("aria-pressed", "true");

        var kept = (await dashboard.Home.Store.FindAsync(past.Id(1), Cancelled))!.Annotations;
        (kept.Note, kept.Starred).Should().Be(("Learns faster.", true));
        kept.Tags.Should().Equal("baseline");
        await Looks.ExpectFitAsync(visit, "notes");
    }

    /// <summary>Three runs that differ in settings, metrics, tests, outputs and script.</summary>
    private async Task<PastRuns> CompareAsync(string name)
    {
        var past = new PastRuns(dashboard.Home, name);
        for (var n = 1; n <= 3; n++)
        {
            var number = n;
            var run = await past.SaveAsync(run =>
                run with
                {
                    Settings = run.Settings with { Args = ["--epochs", $"{number}"] },
                    Revision = new Revision
                    {
                        Sha = new string('a', 40),
                        Branch = "main",
                        Subject = "Begin",
                    },
                }
            );
            await PastRuns.LogAsync(
                run,
                [
                    .. Enumerable
                        .Range(0, 20)
                        .Select(step =>
                            $"##metric {{\"name\":\"loss\",\"step\":{step},\"value\":{1.0 / (step + number):0.000}}}\n"
                        ),
                    n == 1 ? "##metric {\"name\":\"only\",\"step\":1,\"value\":1}\n" : "",
                ]
            );
            await past.TestAsync(
                run,
                ("test_worse", n == 1 ? TestOutcome.Passed : TestOutcome.Failed, 0.1),
                ("test_better", n == 1 ? TestOutcome.Failed : TestOutcome.Passed, 0.1),
                ("test_same", TestOutcome.Passed, 0.1)
            );
            await PastRuns.DrawAsync(run, "loss.png", n);
            await PastRuns.WriteAsync(run, "output/table.csv", $"epoch,loss\n{n},0.5\n");
            await PastRuns.WriteAsync(run, "script.py", $"import json\nprint({n})\n");
        }

        return past;
    }
}
