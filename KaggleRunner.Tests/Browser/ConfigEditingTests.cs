using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Settings files are edited as the text they are; nothing is written before Save is pressed.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class ConfigEditingTests(LiveDashboard dashboard)
{
    private const string Target = "experiments/train.py";
    private const string Config = "config/train.yml";
    private const string TextWasRead = "disposeJSObjectReferenceById";
    private const string Mixed = "# Mine.\r\ntimeout: 30m\nargs: [--epochs, \"3\"]\r\n";

    [Fact]
    public async Task A_config_is_completed_marked_previewed_and_saved_as_the_text_it_is()
    {
        using var repository = await SampleRepository.CreateAsync("config-edit");
        repository.Write(Config, Mixed);
        await using var visit = await dashboard.VisitAsync();
        var editor = await OpenAsync(visit, repository);

        await visit.Page.Keyboard.TypeAsync("accel");
        await Expect(Suggestions(visit)).ToContainTextAsync("accelerator");
        await visit.ShotAsync("config-complete-desktop");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Suggestions(visit)).ToContainTextAsync("tpu");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.TypeAsync("gpu");
        await Expect(visit.Page.Locator("#accelerator")).ToHaveValueAsync("NvidiaTeslaT4");
        await Expect(visit.Run).ToBeDisabledAsync();
        await Expect(visit.Page.Locator(".why")).ToContainTextAsync($"{Config} is not saved");
        (await ReadAsync(repository)).Should().Be(Mixed, "nobody pressed Save");

        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Suggestions(visit)).ToHaveCountAsync(0);
        await visit.Page.Keyboard.InsertTextAsync("kernle: x");
        await Expect(editor.Locator(".problem"))
            .ToContainTextAsync("Line 5, column 1: there is no setting “kernle”. Did you mean “kernel”?");
        await Expect(editor.Locator(".squiggly-error")).ToHaveCountAsync(1);
        for (var i = 0; i <= "kernle: x".Length; i++)
        {
            await visit.Page.Keyboard.PressAsync("Backspace");
        }

        await Expect(editor.Locator(".squiggly-error")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Control+s");
        await Expect(editor.Locator(".state")).ToHaveTextAsync(Config);

        (await ReadAsync(repository)).Should().Be(Mixed + "accelerator: gpu");
        Directory.GetFiles(repository.Path("config")).Should().ContainSingle();
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_typed_while_the_page_was_drawn_stays()
    {
        using var repository = await SampleRepository.CreateAsync("config-typing");
        await using var visit = await dashboard.VisitAsync();
        var line = await HeldLine.OnAsync(visit.Page);
        var editor = await OpenAsync(visit, repository);

        line.Hold(HeldLine.Drawing);
        await visit.Page.Keyboard.InsertTextAsync("# a");
        await line.UntilHeldAsync(HeldLine.Drawing);
        line.Hold(TextWasRead);
        await visit.Page.Keyboard.InsertTextAsync("b");
        await line.UntilHeldAsync(TextWasRead);
        line.Release(HeldLine.Drawing);
        await HeldLine.UntilPaintedAsync(visit.Page);
        await visit.Page.Keyboard.InsertTextAsync("c");
        line.ReleaseEverything();
        await visit.Page.Keyboard.PressAsync("Control+s");

        await Expect(editor.Locator(".state")).ToHaveTextAsync(Config);
        (await ReadAsync(repository)).Should().EndWith("# abc");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Edits_that_are_not_saved_are_not_left_without_a_word()
    {
        using var repository = await SampleRepository.CreateAsync("config-leave");
        await using var visit = await dashboard.VisitAsync();
        var editor = await OpenAsync(visit, repository);
        await visit.Page.Keyboard.InsertTextAsync("# mine");
        await Expect(editor.Locator(".state")).ToHaveTextAsync($"{Config} · not saved");

        await visit.Page.Locator("a[href='/kernels']").First.ClickAsync();
        await visit.Page.GetByText("Keep editing").ClickAsync();
        await Expect(editor.Locator(".view-lines")).ToContainTextAsync("mine");
        await visit.Page.Locator("a[href='/kernels']").First.ClickAsync();
        await visit.Page.GetByText("Discard it").ClickAsync();

        await visit.Page.ExpectAddressAsync("/kernels");
        (await ReadAsync(repository)).Should().NotContain("mine");
    }

    [Fact]
    public async Task On_a_phone_the_editor_takes_the_place_of_the_form()
    {
        using var repository = await SampleRepository.CreateAsync("config-phone");
        await using var visit = await dashboard.VisitAsync(390, 844, ColorScheme.Dark);
        var editor = await OpenAsync(visit, repository);
        await visit.Page.Keyboard.InsertTextAsync("kernle: x");

        await Expect(editor.Locator(".problem")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".settings-part")).ToBeHiddenAsync();
        (await visit.SidewaysAsync()).Should().Be(0);
        await visit.ShotAsync("config-phone");
        await editor.GetByText("Discard").ClickAsync();
        await editor.GetByText("Close").ClickAsync();
        await Expect(visit.Page.Locator(".settings-part")).ToBeVisibleAsync();
    }

    private static ILocator Suggestions(Visit visit) => visit.Page.Locator(".suggest-widget.visible");

    /// <summary>Opens the target's config with the cursor at its end.</summary>
    private static async Task<ILocator> OpenAsync(Visit visit, TestRepository repository)
    {
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);
        await visit.Page.GetByText("Edit", new PageGetByTextOptions { Exact = true }).ClickAsync();
        var editor = visit.Page.Locator(".config-editor");
        await Expect(editor.Locator("[data-completes]")).ToHaveCountAsync(1);
        await editor.Locator(".view-line").First.ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+End");
        return editor;
    }

    private static Task<string> ReadAsync(TestRepository repository, string path = Config) =>
        File.ReadAllTextAsync(repository.Path(path), TestContext.Current.CancellationToken);
}
