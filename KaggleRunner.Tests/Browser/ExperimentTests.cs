using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Settings as files, edited where a run begins, and what differs from the run before.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class ExperimentTests(LiveDashboard dashboard)
{
    private const string Script = "import sys\nprint('told', *sys.argv[1:])\n";
    private const string Target = "hello.py";
    private const string Config = "config/hello.yml";

    [Fact]
    public async Task A_new_config_is_completed_marked_saved_as_it_is_written_and_runs()
    {
        using var repository = await SampleRepository.CreateAsync("config-new", (Target, Script));
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);

        await visit.Page.GetByText("New for this target").ClickAsync();
        var editor = visit.Page.Locator(".config-editor");
        await Expect(editor.Locator(".view-lines")).ToContainTextAsync("target: hello.py");
        await Expect(editor.Locator(".state")).ToContainTextAsync("new, not saved yet");
        await Expect(visit.Run).ToBeDisabledAsync();
        await AppendAsync(visit, "\ntimeo");
        await Expect(visit.Page.Locator(".suggest-widget .monaco-list-row").First).ToContainTextAsync("timeout");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("17m");
        await Expect(visit.Page.Locator("#timeout")).ToHaveValueAsync("17m");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.TypeAsync("\nargz: --epochs 3");

        await Expect(editor.Locator(".problem")).ToContainTextAsync("Did you mean “args”?");
        await Expect(editor.Locator(".squiggly-error")).Not.ToHaveCountAsync(0);
        await visit.ShotAsync("config-marked-desktop");
        File.Exists(repository.Path(Config)).Should().BeFalse("nothing is written before it is saved");

        await visit.Page.Keyboard.PressAsync("Escape");
        for (var i = 0; i < "z: --epochs 3".Length; i++)
        {
            await visit.Page.Keyboard.PressAsync("Backspace");
        }

        await visit.Page.Keyboard.TypeAsync("s: --epochs 3");
        await Expect(visit.Page.Locator("#args")).ToHaveValueAsync("--epochs 3");
        await visit.Page.Keyboard.PressAsync("Control+s");

        await Expect(editor.Locator(".state")).ToHaveTextAsync(Config);
        var written = await File.ReadAllTextAsync(repository.Path(Config), TestContext.Current.CancellationToken);
        written.Should().StartWith("# Settings of").And.EndWith("\ntimeout: 17m\nargs: --epochs 3");
        await visit.PressRunAsync();
        await visit.EndsAsync("Passed");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_on_disk_under_unsaved_text_is_a_conflict_and_neither_is_lost()
    {
        const string Theirs = "timeout: 9m\n";
        using var repository = await SampleRepository.CreateAsync(
            "config-conflict",
            (Config, "timeout: 8m\n"),
            (Target, Script)
        );
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);
        await visit
            .Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Edit", Exact = true })
            .ClickAsync();
        var editor = visit.Page.Locator(".config-editor");
        await Expect(editor.Locator(".view-lines")).ToContainTextAsync("timeout: 8m");
        await AppendAsync(visit, "args: mine");
        await Expect(editor.Locator(".state")).ToContainTextAsync("not saved");

        repository.Write(Config, Theirs);

        await Expect(editor.Locator(".conflict")).ToContainTextAsync("was changed on disk");
        await Expect(editor.Locator("[data-shortcut='Ctrl+s']")).ToBeDisabledAsync();
        await visit.ShotAsync("config-conflict-desktop");
        (await File.ReadAllTextAsync(repository.Path(Config), TestContext.Current.CancellationToken))
            .Should()
            .Be(Theirs);
        await Expect(editor.Locator(".view-lines")).ToContainTextAsync("args: mine");

        await editor.GetByText("Load what is on disk").ClickAsync();

        await Expect(editor.Locator(".view-lines")).ToContainTextAsync("timeout: 9m");
        await Expect(editor.Locator(".conflict")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#timeout")).ToHaveValueAsync("9m");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task The_last_runs_settings_are_offered_again_and_what_differs_is_shown()
    {
        using var repository = await SampleRepository.CreateAsync(
            "remembered",
            (Target, Script),
            (Config, "kernel: {slug: remembered-kernel}\n")
        );
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);
        await visit.Page.Locator("#args").FillAsync("--epochs 5");
        await Expect(visit.Page.Locator(".preview-part .view-lines")).ToContainTextAsync("--epochs");
        await visit.PressRunAsync();
        await visit.EndsAsync("Passed");
        var path = new Uri(visit.Page.Url).AbsolutePath;

        await visit.GoToAsync($"/new?target={Target}");

        var chip = visit.Page.Locator(".remembered");
        await Expect(chip.Locator("a")).ToHaveAttributeAsync("href", path);
        await Expect(visit.Page.Locator("#args")).ToHaveValueAsync("--epochs 5");
        await Expect(visit.Page.Locator(".since .brief")).ToHaveTextAsync("same settings · same commit");
        await repository.CommitAsync("Say more", (Target, $"{Script}print('more')\n"));
        await chip.GetByText("reset").ClickAsync();
        await Expect(visit.Page.Locator("#args")).ToHaveValueAsync("");
        await Expect(visit.Page.Locator(".since .brief")).ToContainTextAsync("1 setting · 1 commit");
        await Expect(visit.Page.Locator(".since dl")).ToContainTextAsync("--epochs 5 → not set");
        await Expect(visit.Page.Locator(".since .commits")).ToContainTextAsync("Say more");
        await visit.Page.GetByText("Diff to #").ClickAsync();
        await Expect(visit.Page.Locator(".diff-host .monaco-diff-editor")).ToContainTextAsync("--epochs");
        await visit.ShotAsync("new-run-diff-desktop");

        await visit.GoToAsync(path);
        await visit.Page.GetByLabel("Other ways to run again").ClickAsync();
        await visit.Page.GetByText("Edit the settings first…").ClickAsync();

        await Expect(visit.Page.Locator("#args")).ToHaveValueAsync("--epochs 5");
        visit.Page.Url.Should().Contain("from=");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_matrix_is_shown_as_its_runs_and_starts_them_all()
    {
        using var repository = await SampleRepository.CreateAsync(
            "matrix-page",
            (Target, Script),
            (Config, "matrix: {seed: [1, 2]}\nkernel: {slug: matrix-page-kernel}\n")
        );
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync(Target);

        var cells = visit.Page.Locator(".matrix .cells button");
        await Expect(cells).ToHaveTextAsync(["seed 1", "seed 2"]);
        await cells.Nth(1).ClickAsync();
        await Expect(visit.Page.Locator(".preview-part .view-lines")).ToContainTextAsync("\"--seed\"");
        await Expect(visit.Page.Locator(".preview-part .view-lines")).ToContainTextAsync("\"2\"");
        await Expect(visit.Run).ToContainTextAsync("Run 2 on local");
        await Expect(visit.Page.Locator(".cost .line")).ToContainTextAsync("each");
        await Expect(visit.Run).ToBeEnabledAsync();
        await visit.Run.ClickAsync();

        await visit.Page.ExpectAddressAsync("/runs?q=group");
        await Expect(visit.Page.Locator(".table .row[data-run] .badge .word")).ToHaveTextAsync(["Passed", "Passed"]);
        visit.Errors.Should().BeEmpty();
    }

    private static async Task AppendAsync(Visit visit, string text)
    {
        await visit.Page.Locator(".config-editor .view-lines").ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+End");
        await visit.Page.Keyboard.TypeAsync(text);
    }
}
