using Bunit;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class TestsTabTests : BunitContext
{
    private readonly LogFolder _folder = new();
    private readonly LogFeed _feed = new(TimeProvider.System);
    private TestsView _view = new();

    public TestsTabTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_feed);
        Services.AddScoped<Ticker>();
    }

    [Fact]
    public async Task The_tree_fills_while_tests_end()
    {
        await using var log = _folder.Open();
        var running = SampleRuns.Running(1) with { Folder = _folder.Path };
        var tab = Show(running);
        await tab.WaitForAssertionAsync(() => tab.Markup.Should().Contain("No test has ended yet."));

        End(log, "tests/test_a.py::test_one", "passed");
        await tab.WaitForAssertionAsync(() => Names(tab).Should().Equal("test_one"));
        End(log, "tests/test_a.py::test_two", "failed", "assert 1 == 2");

        await tab.WaitForAssertionAsync(() => Names(tab).Should().Equal("test_one", "test_two"));
        tab.Find(".progress").TextContent.Should().Be("2/3 ✗1");
        tab.FindAll(".detail").Should().BeEmpty("nothing moves what is being read");
    }

    [Fact]
    public async Task The_traceback_of_a_failure_is_there_while_the_others_still_run()
    {
        await using var log = _folder.Open();
        _view = new TestsView("tests/test_a.py::test_two");
        var tab = Show(SampleRuns.Running(1) with { Folder = _folder.Path });

        End(log, "tests/test_a.py::test_one", "failed", "assert 0 == 1");
        End(log, "tests/test_a.py::test_two", "failed", "assert 1 == 2", "def test_two():\\nE   assert 1 == 2");

        await tab.WaitForAssertionAsync(() =>
            tab.Find(".detail .traceback").TextContent.Should().StartWith("def test_two():\nE   assert 1 == 2")
        );
        tab.Find(".detail").TextContent.Should().NotContain("when all tests have ended");
        await tab.WaitForAssertionAsync(() => Names(tab).Should().HaveCount(2));
        await tab.Find(".line.test").ClickAsync(new MouseEventArgs());
        await tab.WaitForAssertionAsync(() =>
            tab.Find(".detail").TextContent.Should().Contain("comes when all tests have ended")
        );
    }

    [Fact]
    public async Task An_ended_run_shows_its_first_failure_with_traceback_output_and_its_lines_of_the_log()
    {
        await WriteAsync();
        await File.WriteAllTextAsync(
            _folder.In("junit.xml"),
            """
            <testsuites><testsuite>
              <testcase classname="tests.test_a" name="test_two" time="0.2">
                <failure message="assert 1 == 2">def test_two():
            E   assert 1 == 2</failure><system-out>printed &lt;b&gt;</system-out>
              </testcase>
            </testsuite></testsuites>
            """,
            Xunit.TestContext.Current.CancellationToken
        );

        var tab = Show(Ended());

        await tab.WaitForAssertionAsync(() =>
            tab.Find(".detail .id").TextContent.Should().Be("tests/test_a.py::test_two")
        );
        await tab.WaitForAssertionAsync(() =>
        {
            var shown = tab.FindAll(".detail .traceback").Select(part => part.TextContent).ToList();
            shown.Should().HaveCountGreaterThan(1, "the report comes after the records");
            shown[0].Should().Contain("E   assert 1 == 2");
            shown[1].Should().Contain("printed <b>");
        });
        await tab.WaitForAssertionAsync(() =>
            tab.FindAll(".detail .traceback")[^1].TextContent.Should().Contain("test_two FAILED")
        );
        tab.Find(".detail h3 a").GetAttribute("href").Should().MatchRegex(@"^/log#L\d+(-L\d+)?$");
    }

    [Fact]
    public async Task What_is_chosen_and_filtered_is_told_to_the_page()
    {
        await WriteAsync();
        var tab = Show(Ended());
        await tab.WaitForAssertionAsync(() => Names(tab).Should().HaveCount(3));

        await tab.FindAll(".line.test")[0].ClickAsync(new MouseEventArgs());
        await tab.WaitForAssertionAsync(() => tab.Find(".detail .id").TextContent.Should().EndWith("test_one"));
        _view.Test.Should().Be("tests/test_a.py::test_one");

        await tab.FindAll(".chips button")[0].ClickAsync(new MouseEventArgs());
        await tab.WaitForAssertionAsync(() => Names(tab).Should().Equal("test_two"));
        _view.Only.Should().Be(TestChoice.Failed);

        await tab.Find("input[type=search]").InputAsync("three");
        await tab.WaitForAssertionAsync(() => tab.Markup.Should().Contain("No test matches."));
        await tab.Find(".empty button").ClickAsync(new MouseEventArgs());
        await tab.WaitForAssertionAsync(() => Names(tab).Should().HaveCount(3));
    }

    [Fact]
    public async Task The_keyboard_moves_opens_closes_and_chooses()
    {
        await WriteAsync();
        var tab = Show(Ended());
        await tab.WaitForAssertionAsync(() => Names(tab).Should().HaveCount(3));

        await PressAsync(tab, "Home", "ArrowLeft");
        tab.FindAll(".line").Should().ContainSingle();
        await PressAsync(tab, "ArrowRight", "ArrowRight", "ArrowDown", "Enter");
        await tab.WaitForAssertionAsync(() => tab.Find(".detail .id").TextContent.Should().EndWith("test_one"));
        await PressAsync(tab, "End", "Enter");

        await tab.WaitForAssertionAsync(() => tab.Find(".detail .id").TextContent.Should().EndWith("test_three"));
        tab.Find(".tree").GetAttribute("aria-activedescendant").Should().Be(tab.Find(".line.active").Id);
    }

    [Fact]
    public async Task Failed_tests_can_be_run_again_once_the_run_has_ended()
    {
        await WriteAsync();
        var asked = 0;
        var tab = Render<TestsTab>(parameters =>
            parameters.Add(p => p.Run, Ended()).Add(p => p.View, _view).Add(p => p.OnRerunFailed, () => asked++)
        );
        await tab.WaitForAssertionAsync(() => tab.Find("button.again").TextContent.Should().Be("Re-run failed only"));

        await tab.Find("button.again").ClickAsync(new MouseEventArgs());

        asked.Should().Be(1);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await DisposeComponentsAsync();
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }

    private static async Task PressAsync(IRenderedComponent<TestsTab> tab, params string[] keys)
    {
        foreach (var key in keys)
        {
            await tab.Find(".tree").KeyDownAsync(new KeyboardEventArgs { Key = key });
        }
    }

    private static IEnumerable<string> Names(IRenderedComponent<TestsTab> tab) =>
        tab.FindAll(".line.test .name").Select(name => name.TextContent);

    private IRenderedComponent<TestsTab> Show(Run run)
    {
        IRenderedComponent<TestsTab>? tab = null;
        tab = Render<TestsTab>(parameters =>
            parameters
                .Add(p => p.Run, run)
                .Add(p => p.View, _view)
                .Add(p => p.LogAddress, "/log")
                .Add(
                    p => p.OnView,
                    view =>
                    {
                        _view = view;
                        tab!.Render(again => again.Add(p => p.View, view));
                    }
                )
        );
        return tab;
    }

    private Run Ended() => SampleRuns.Ended(1, VerdictKind.Failed) with { Folder = _folder.Path };

    private async Task WriteAsync()
    {
        await using var log = _folder.Open();
        log.Append(LogFolder.Out(LogFolder.Record("""{"record":"phase","name":"run","state":"started"}""")));
        End(log, "tests/test_a.py::test_one", "passed");
        End(log, "tests/test_a.py::test_two", "failed", "assert 1 == 2");
        End(log, "tests/test_a.py::test_three", "skipped", "no GPU");
        log.Complete();
    }

    private void End(LogIngest log, string id, string outcome, string? message = null, string? details = null)
    {
        var told = message is null ? "null" : $"\"{message}\"";
        var json =
            $$"""{"record":"test","id":"{{id}}","outcome":"{{outcome}}","seconds":0.1,"message":{{told}},"total":3{{(details is null ? "" : $",\"details\":\"{details}\"")}}}""";
        log.Append(LogFolder.Out($"{id} {outcome.ToUpperInvariant()}\n"));
        log.Append(LogFolder.Out(LogFolder.Record(json)));
        log.Flush();
        _feed.Changed(SampleRuns.Running(1).Id);
    }
}
