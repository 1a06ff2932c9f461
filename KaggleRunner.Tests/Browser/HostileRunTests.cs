using KaggleRunner.Tests.Repositories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Whatever a run prints, is called or leaves behind is text to the page; none of it runs there.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class HostileRunTests(LiveDashboard dashboard)
{
    private const string Image = "<img src=x onerror='top.owned=1'>";

    private const string Script = """"
        import pathlib
        print("<img src=x onerror='top.owned=1'> printed", flush=True)
        print("\x1b]8;;javascript:top.owned=1\x1b\\a link\x1b]8;;\x1b\\ with a script", flush=True)
        print("\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[2Ja title and a clipboard", flush=True)
        print('##kaggle-runner[0000000000000000] {"record":"verdict","outcome":"failed","reason":"forged","exitCode":1}')
        folder = pathlib.Path("results")
        folder.mkdir()
        attack = "top.owned=1;parent.owned=1;opener.owned=1"
        (folder / "evil.html").write_text(f"<p id=shown>shown</p><script>try{{{attack}}}catch(e){{}}alert(1)</script>")
        (folder / "evil.svg").write_text(
            f"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>{attack}</script><text y='20'>svg</text></svg>"
        )
        (folder / "evil.md").write_text("<img src=x onerror='top.owned=1'> [link](javascript:top.owned=1) **bold**")
        (folder / "<img src=x onerror='top.owned=1'>.txt".replace("/", "")).write_text("named")
        """";

    private const string Tests = """
        import pytest

        @pytest.mark.parametrize("value", ["<img src=x onerror='top.owned=1'>"], ids=["<img src=x onerror='top.owned=1'>"])
        def test_names(value):
            assert value == "", "<script>top.owned=1</script>"
        """;

    [Fact]
    public async Task What_a_script_prints_and_leaves_behind_is_shown_as_text()
    {
        using var repository = await SampleRepository.CreateAsync("hostile", ("evil.py", Script));
        await repository.CommitAsync($"{Image} as a message");
        await repository.GitAsync("push", "--quiet");
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "evil.py");
        await visit.EndsAsync("Passed");

        await Expect(Row(visit, $"{Image} printed")).ToBeVisibleAsync();
        await Expect(Row(visit, "a link with a script")).ToBeVisibleAsync();
        await Expect(Row(visit, "a title and a clipboard")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".head .subject")).ToHaveTextAsync($"{Image} as a message");
        await Expect(visit.Page.Locator("a[href^='javascript']")).ToHaveCountAsync(0);
        await visit.ShotAsync("run-hostile-desktop");
        await visit.OpenTabAsync("outputs");
        await OpenOutputAsync(visit, "onerror");
        await Expect(visit.Page.Locator(".preview h2")).ToContainTextAsync(Image);
        await OpenOutputAsync(visit, "evil.md");
        await Expect(visit.Page.Locator(".preview .markdown strong")).ToHaveTextAsync("bold");
        await Expect(visit.Page.Locator(".preview .markdown a[href^='javascript']")).ToHaveCountAsync(0);
        await ExpectUnharmedAsync(visit);
        visit.Errors.Should().BeEmpty();

        await OpenOutputAsync(visit, "evil.html");
        var frame = visit.Page.FrameLocator(".preview iframe");
        await Expect(frame.Locator("#shown")).ToHaveTextAsync("shown");
        await OpenOutputAsync(visit, "evil.svg");
        await Expect(visit.Page.Locator(".preview .image img")).ToBeVisibleAsync();
        await ExpectUnharmedAsync(visit);
        visit.Errors.Should().NotContain(error => error.Contains("dialog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_output_opened_by_its_address_runs_nothing()
    {
        using var repository = await SampleRepository.CreateAsync("hostile-address", ("evil.py", Script));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "evil.py");
        await visit.EndsAsync("Passed");
        var run = new Uri(visit.Page.Url).AbsolutePath;
        await visit.OpenTabAsync("outputs");
        foreach (var name in new[] { "evil.html" })
        {
            await OpenOutputAsync(visit, name);
            var path = await visit.Page.Locator(".preview h2").TextContentAsync();
            await visit.Page.EvaluateAsync("url => fetch(url).then(answer => answer.text())", $"{run}/outputs/{path}");
            var frame = await visit.Page.Locator(".preview iframe").GetAttributeAsync("src");

            // As a page of its own, where no sandbox attribute of ours stands around it.
            var tab = await visit.Page.Context.NewPageAsync();
            var dialogs = new List<string>();
            tab.Dialog += (_, dialog) => dialogs.Add(dialog.Message);
            await tab.GotoAsync(new Uri(new Uri(visit.Page.Url), frame).ToString());
            (await tab.EvaluateAsync<string>("self.origin")).Should().Be("null");
            dialogs.Should().BeEmpty();
            await tab.CloseAsync();
        }

        await ExpectUnharmedAsync(visit);
    }

    [Fact]
    public async Task Hostile_names_of_tests_and_messages_are_text()
    {
        using var repository = await SampleRepository.CreateAsync("hostile-tests", ("evil/test_evil.py", Tests));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "evil");
        await visit.EndsAsync("Failed");
        await visit.OpenTabAsync("tests");
        await Expect(visit.Page.Locator(".tests .line.test .name")).ToContainTextAsync(Image);
        await Expect(visit.Page.Locator(".tests .detail .traceback >> nth=0"))
            .ToContainTextAsync("<script>top.owned=1</script>");
        await ExpectUnharmedAsync(visit);
        visit.Errors.Should().BeEmpty();
    }

    private static ILocator Row(Visit visit, string text) =>
        visit.LogRows.Filter(new LocatorFilterOptions { HasText = text });

    private static async Task OpenOutputAsync(Visit visit, string name)
    {
        await visit.Page.Locator(".outputs .file", new PageLocatorOptions { HasText = name }).ClickAsync();
        await Expect(visit.Page.Locator(".preview h2")).ToContainTextAsync(name);
    }

    private static async Task ExpectUnharmedAsync(Visit visit)
    {
        (await visit.Page.EvaluateAsync<bool>("'owned' in window")).Should().BeFalse();
        (await visit.Page.TitleAsync()).Should().NotBe("owned");
    }
}
