using Bunit;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Tests.History;
using KaggleRunner.Web.Palette;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace KaggleRunner.Tests.Web.Palette;

public sealed class PaletteDialogTests : BunitContext
{
    private readonly HistoryFolder _history = new();

    public PaletteDialogTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_history.Store);
        Services.AddSingleton(PaletteSearches.Of(_history));
        Services.AddScoped<CurrentProject>();
        Services.AddScoped<PageCommands>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _history.Dispose();
    }

    [Fact]
    public async Task Recent_runs_and_pages_are_there_before_anything_is_typed()
    {
        await _history.SaveAsync();

        var palette = await OpenAsync();

        Groups(palette).Should().Equal("Runs", "Targets", "Pages");
        Active(palette).Should().StartWith("#1 tests");
        palette.Find("input").GetAttribute("aria-expanded").Should().Be("true");
    }

    [Fact]
    public async Task Keys_move_through_all_groups_and_round_the_ends()
    {
        await _history.SaveAsync();
        var palette = await OpenAsync();
        var options = palette.FindAll("[role=option]").Count;
        var input = palette.Find("input");

        await input.KeyDownAsync("ArrowDown");
        Place(palette).Should().Be(1);
        await input.KeyDownAsync("End");
        Place(palette).Should().Be(options - 1);
        await input.KeyDownAsync("ArrowDown");
        Place(palette).Should().Be(0);
        await input.KeyDownAsync("ArrowUp");
        Place(palette).Should().Be(options - 1);
        await input.KeyDownAsync("Home");
        Place(palette).Should().Be(0);
        palette.FindAll("[aria-selected=true]").Should().ContainSingle();
    }

    [Fact]
    public async Task Who_types_and_presses_Enter_at_once_gets_what_was_typed()
    {
        await _history.SaveAsync();
        var palette = await OpenAsync();

        await palette.Find("input").InputAsync("statis");
        await palette.Find("input").KeyDownAsync("Enter");

        await palette.WaitForAssertionAsync(
            () => Navigation.Uri.Should().EndWith($"/p/{_history.Project.Id}/statistics"),
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task What_the_page_offers_is_done_and_offered_no_longer_when_it_is_left()
    {
        var isDone = false;
        var command = Render<PageCommand>(parameters =>
            parameters
                .Add(c => c.Name, "Stop the run…")
                .Add(c => c.OnChosen, EventCallback.Factory.Create(this, () => isDone = true))
        );
        var palette = await OpenAsync();
        Groups(palette)[0].Should().Be("On this page");

        await palette.Find("input").KeyDownAsync("Enter");
        await palette.WaitForAssertionAsync(() => isDone.Should().BeTrue(), TimeSpan.FromSeconds(30));

        command.Instance.Dispose();
        await palette.InvokeAsync(palette.Instance.OnBrowserOpenAsync);
        Groups(palette).Should().NotContain("On this page");
    }

    [Fact]
    public async Task Hostile_names_stay_text_and_nothing_found_is_said()
    {
        await _history.SaveAsync(run =>
            run with
            {
                Target = new("<img src=x onerror=alert(1)>.py", KaggleRunner.Core.Repositories.TargetKind.Script),
                Settings = new RunSettings { Target = "x" },
            }
        );
        var palette = await OpenAsync();

        await palette.Find("input").InputAsync("img");
        await palette.WaitForAssertionAsync(
            () => palette.Find("[role=option] mark").TextContent.Should().Be("img"),
            TimeSpan.FromSeconds(30)
        );
        palette.FindAll("img").Should().BeEmpty();

        await palette.Find("input").InputAsync("#77");
        await palette.WaitForAssertionAsync(
            () => palette.Find("[role=status]").TextContent.Should().Be("Nothing is found by “#77”."),
            TimeSpan.FromSeconds(30)
        );
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private async Task<IRenderedComponent<PaletteDialog>> OpenAsync()
    {
        var palette = Render<PaletteDialog>();
        await palette.InvokeAsync(palette.Instance.OnBrowserOpenAsync);
        return palette;
    }

    private static List<string?> Groups(IRenderedComponent<PaletteDialog> palette) =>
        [.. palette.FindAll("[role=group]").Select(group => group.GetAttribute("aria-label"))];

    private static string Active(IRenderedComponent<PaletteDialog> palette) =>
        palette.Find($"#{palette.Find("input").GetAttribute("aria-activedescendant")} .name").TextContent;

    private static int Place(IRenderedComponent<PaletteDialog> palette) =>
        palette.FindAll("[role=option]").ToList().FindIndex(option => option.GetAttribute("aria-selected") == "true");
}
