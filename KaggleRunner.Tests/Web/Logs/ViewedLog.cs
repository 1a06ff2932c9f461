using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Web.Logs;

/// <summary>A run whose log a real browser shows.</summary>
internal sealed class ViewedLog : IAsyncDisposable
{
    private readonly TestDashboard _dashboard;
    private readonly LogIngest _log;
    private Run _run;

    private ViewedLog(TestDashboard dashboard, Run run)
    {
        (_dashboard, _run) = (dashboard, run);
        _log = RunHubTests.OpenLog(run);
    }

    public BrowserSession Browser { get; private set; } = null!;
    public IPage Page => Browser.Page;
    public ILocator Scroller => Part("scroller");

    public static async Task<ViewedLog> StartAsync(int width = 1440, int height = 900)
    {
        var dashboard = await TestDashboard.StartAsync();
        var log = new ViewedLog(dashboard, await dashboard.AddRunAsync());
        log.Browser = await BrowserSession.OpenAsync(dashboard, width, height);
        return log;
    }

    public static string Lines(int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(n => $"line {n}\n"));

    public ILocator Part(string name) => Page.Locator($".log [data-part={name}]");

    public ILocator Row(int number) => Page.Locator($".log .row[data-n='{number}']");

    public ILocator Text(int number) => Row(number).Locator(".text");

    public ILocator Heading(string name) => Page.Locator(".log .row.heading").Filter(new() { HasText = name });

    public void Print(string text) => RunHubTests.Print(_dashboard, _run, _log, text);

    public void Phase(string name, string state, double? seconds = null) =>
        Print(LogSectionsTests.Phase(name, state, seconds));

    public void Test(string id, string outcome = "passed", string? message = null) =>
        Print(LogSectionsTests.Test(id, outcome, message));

    public async Task EndAsync(VerdictKind verdict)
    {
        _run = _run with { Verdict = new Verdict(verdict, "Told by the test"), EndedAt = _run.CreatedAt.AddMinutes(5) };
        var store = _dashboard.App.Services.GetRequiredService<RunStore>();
        await store.SaveAsync(_run, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the log's tab anew, at the address's end if one is given.</summary>
    public async Task OpenAsync(string hash = "")
    {
        await Page.GotoAsync("about:blank");
        await Browser.GoToAsync(_dashboard, $"{_run.Id.Path}?tab=log{hash}");
        await Assertions.Expect(Part("count")).Not.ToBeEmptyAsync();
    }

    /// <summary>A run of a suite: source and install done, tests under way, one of them failed.</summary>
    public void PrintTests()
    {
        Phase("source", "started");
        Print(Lines(1, 30));
        Phase("source", "ended", 2.1);
        Phase("install", "started");
        Print(Lines(31, 60));
        Phase("install", "ended", 14);
        Phase("run", "started");
        Print("=== test session starts ===\n");
        for (var n = 1; n <= 40; n++)
        {
            Print($"tests/test_model.py::test_{n} \u001b[32mPASSED\u001b[0m [ {n}%]\n");
            Test($"tests/test_model.py::test_{n}");
        }

        Print("tests/test_model.py::test_bad \u001b[31mFAILED\u001b[0m [ 95%]\n");
        Test("tests/test_model.py::test_bad", "failed", "AssertionError: 1 != 2");
        for (var n = 1; n <= 30; n++)
        {
            Print($"tests/test_data.py::test_{n} \u001b[32mPASSED\u001b[0m [ 99%]\n");
            Test($"tests/test_data.py::test_{n}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await _log.DisposeAsync();
        await _dashboard.DisposeAsync();
    }
}
