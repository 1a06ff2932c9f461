using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

[Collection(nameof(LiveDashboard))]
public sealed class RunsPageTests(LiveDashboard dashboard)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filters_stand_in_the_address_and_the_back_button_takes_them_away()
    {
        using var past = new PastRuns(dashboard.Home, "filtered");
        await past.SaveManyAsync(14);
        await new RunAnnotator(dashboard.Home.Store).AddTagsAsync(past.Id(3), ["baseline"], Cancelled);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        var rows = visit.Page.Locator(".table .row[data-run]");
        await Expect(rows).ToHaveCountAsync(14);

        await visit.Page.Locator("button.kr-chip.failed").ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        visit.Page.Url.Should().EndWith("/runs?q=verdict%3Afailed");
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("br");
        await Expect(visit.Page.Locator(".suggestions li")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".suggestions li").Filter(new LocatorFilterOptions { HasText = "feature/a" }))
            .ToBeVisibleAsync();
        await visit
            .Page.Locator(".suggestions li")
            .Filter(new LocatorFilterOptions { HasText = "branch:main" })
            .ClickAsync();
        await Expect(visit.Page.Locator("button.part")).ToContainTextAsync("branch: main");
        await Expect(visit.Page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex("branch%3Amain$", default, TimeSpan.FromSeconds(1))
            );

        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator("button.part")).ToHaveCountAsync(0);
        await visit.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(14);
        await visit.GoToAsync($"{past.Path}/runs?q=tag:baseline");
        await Expect(rows).ToHaveCountAsync(1);
        await visit.Page.Locator("button.part").ClickAsync();
        await Expect(rows).ToHaveCountAsync(14);
        await visit.GoToAsync($"{past.Path}/runs?q=verdikt:failed");
        await Expect(visit.Page.Locator(".empty-state")).ToContainTextAsync("Did you mean verdict");
        await visit.GoToAsync($"{past.Path}/runs?q=nothing-is-called-so");
        await Expect(visit.Page.Locator(".empty-state")).ToContainTextAsync("No run matches");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task New_runs_wait_while_the_list_is_pointed_at_and_running_ones_stand_on_top()
    {
        using var past = new PastRuns(dashboard.Home, "live-rows");
        await past.SaveManyAsync(3);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        var rows = visit.Page.Locator(".table .row[data-run]");
        await rows.First.HoverAsync();
        await Expect(rows.First).ToContainTextAsync("#3");
        var before = await rows.First.BoundingBoxAsync();

        await past.SaveAsync(run =>
            run with
            {
                Verdict = null,
                EndedAt = null,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            }
        );

        await Expect(visit.Page.Locator(".new-runs")).ToHaveTextAsync("1 new run");
        (await rows.First.BoundingBoxAsync())!.Y.Should().Be(before!.Y);
        await Expect(rows.First).ToContainTextAsync("#3");
        await visit.Page.Locator(".new-runs").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("#4");
        await Expect(rows).ToHaveCountAsync(4);
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_are_moved_through_selected_and_starred_with_the_keyboard()
    {
        using var past = new PastRuns(dashboard.Home, "keyboard");
        await past.SaveManyAsync(3);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        await Expect(visit.Page.Locator(".table .row[data-run]")).ToHaveCountAsync(3);

        // The module of the keys comes after the rows.
        await visit.Page.WaitForFunctionAsync(
            """
            () => {
              document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", bubbles: true }));
              return document.activeElement?.matches("a.path");
            }
            """
        );
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("x");
        await Expect(visit.Page.Locator(".selection .count")).ToHaveTextAsync("1 selected");
        await visit.Page.Keyboard.PressAsync("s");
        await Expect(visit.Page.Locator(".row[data-run] .star button[aria-pressed='true']")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("x");
        await Expect(visit.Page.Locator(".selection a.primary"))
            .ToHaveAttributeAsync("href", $"{past.Path}/compare?runs=1,2");
        (await dashboard.Home.Store.FindAsync(past.Id(2), Cancelled))!.Annotations.Starred.Should().BeTrue();
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Selected_runs_are_deleted_after_a_question_and_exported_as_they_are_listed()
    {
        using var past = new PastRuns(dashboard.Home, "deleted");
        await past.SaveManyAsync(5);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        var rows = visit.Page.Locator(".table .row[data-run]");
        await rows.Nth(1).Locator(".pick input").ClickAsync();
        await rows.Nth(3)
            .Locator(".pick input")
            .ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Shift] });
        await Expect(visit.Page.Locator(".selection .count")).ToHaveTextAsync("3 selected");
        await visit.Page.Locator(".selection").GetByText("Delete").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete 3 runs" }).ClickAsync();

        await Expect(rows).ToHaveCountAsync(2);
        (await dashboard.Home.Store.FindAsync(past.Id(3), Cancelled)).Should().BeNull();
        var csv = await visit.Page.EvaluateAsync<string>(
            "url => fetch(url).then(answer => answer.text())",
            $"{past.Path}/runs.csv"
        );
        csv.Split("\r\n")
            .Where(line => line.Length > 0)
            .Should()
            .HaveCount(3)
            .And.HaveElementAt(1, csv.Split("\r\n")[1]);
        var numbers = await visit.Page.EvaluateAsync<int[]>(
            "url => fetch(url).then(answer => answer.json()).then(runs => runs.map(run => run.number))",
            $"{past.Path}/runs.json?q=sort:number-asc"
        );
        numbers.Should().Equal(1, 5);
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_matrix_is_one_row_until_it_is_unfolded()
    {
        using var past = new PastRuns(dashboard.Home, "matrix");
        await past.SaveManyAsync(2);
        foreach (var rate in new[] { "0.1", "0.01", "0.001" })
        {
            await past.SaveAsync(run =>
                run with
                {
                    Group = "m1",
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                    Settings = run.Settings with
                    {
                        Matrix = new Dictionary<string, string>(StringComparer.Ordinal) { ["lr"] = rate },
                    },
                }
            );
        }

        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        await Expect(visit.Page.Locator(".table .group")).ToContainTextAsync("3 runs");
        await Expect(visit.Page.Locator(".row[data-run]")).ToHaveCountAsync(2);

        await visit.Page.Locator(".fold").ClickAsync();

        await Expect(visit.Page.Locator(".row[data-run]")).ToHaveCountAsync(5);
        await Expect(visit.Page.GetByText("lr=0.001")).ToBeVisibleAsync();
        visit.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task The_page_fits_and_can_be_used_by_everybody_with_few_and_many_runs(int count)
    {
        using var past = new PastRuns(dashboard.Home, $"many-{count}");
        var runs = await past.SaveManyAsync(count);
        if (count > 0)
        {
            await PastRuns.DrawAsync(runs[^2], "loss.png");
            await dashboard.Home.Store.SaveAsync(runs[^2] with { OutputCount = 1 }, Cancelled);
            await past.SaveAsync(run =>
                run with
                {
                    Verdict = null,
                    EndedAt = null,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            await new RunAnnotator(dashboard.Home.Store).AddTagsAsync(runs[^1].Id, ["baseline"], Cancelled);
        }
        else
        {
            await dashboard.Home.Store.AddProjectAsync(past.Project, Cancelled);
        }

        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var visit = await dashboard.VisitAsync(width, height, scheme);
            await visit.GoToAsync($"{past.Path}/runs");
            await Expect(visit.Page.Locator(count == 0 ? ".empty-state" : ".row[data-run]").First).ToBeVisibleAsync();
            if (count == 1000)
            {
                await Expect(visit.Page.Locator(".pager")).ToContainTextAsync("Page 1 of 2");
            }

            await Looks.ExpectFitAsync(visit, $"runs-{count}-{width}-{scheme}");
            if (count > 0)
            {
                await visit.Page.Locator(".row[data-run] .pick input").First.ClickAsync();
                await Expect(visit.Page.Locator(".selection")).ToBeVisibleAsync();
                await Looks.ExpectFitAsync(visit, $"runs-{count}-selected-{width}-{scheme}");
            }
        }
    }
}
