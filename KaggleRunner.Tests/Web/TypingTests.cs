using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web;

/// <summary>Who types faster than the line to the dashboard loses no letter.</summary>
public sealed class TypingTests
{
    private const string TwoFrames =
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private readonly Queue<byte[]> _held = [];
    private readonly Lock _gate = new();
    private IWebSocketRoute? _page;
    private bool _isHolding;

    [Theory]
    [InlineData("/", ".filter-box input")]
    [InlineData("?tab=outputs", ".outputs input[type=search]")]
    public async Task What_was_typed_meanwhile_stays(string path, string field)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var output = Directory.CreateDirectory(Path.Combine(run.Folder, "output")).FullName;
        await File.WriteAllTextAsync(Path.Combine(output, "abc.txt"), "x", TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.Page.RouteWebSocketAsync("**/_blazor?**", Route);
        await browser.GoToAsync(dashboard, path == "/" ? path : $"{run.Id.Path}{path}");
        var input = browser.Page.Locator(field);
        await Expect(input).ToBeVisibleAsync();
        await input.FocusAsync();

        _isHolding = true;
        await browser.Page.Keyboard.PressAsync("a");
        await UntilDrawnAsync(browser.Page);
        var answers = _held.Count;
        await browser.Page.Keyboard.PressAsync("b");
        Release(answers);
        await browser.Page.EvaluateAsync(TwoFrames);
        await browser.Page.Keyboard.PressAsync("c");
        Release(int.MaxValue);

        await Expect(input).ToHaveValueAsync("abc");
        browser.Errors.Should().BeEmpty();
    }

    private void Route(IWebSocketRoute page)
    {
        _page = page;
        var server = page.ConnectToServer();
        page.OnMessage(frame => server.Send(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "")));
        server.OnMessage(frame => Take(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "")));
    }

    private void Take(byte[] message)
    {
        lock (_gate)
        {
            if (_isHolding)
            {
                _held.Enqueue(message);
            }
            else
            {
                _page!.Send(message);
            }
        }
    }

    /// <summary>The dashboard has answered to what was typed first, and the page does not know it.</summary>
    private async Task UntilDrawnAsync(IPage page)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_held.Any(message => message.AsSpan().IndexOf("JS.RenderBatch"u8) >= 0))
                {
                    return;
                }
            }

            await page.EvaluateAsync(TwoFrames);
        }
    }

    /// <summary>Lets the page have the first few answers, or all and from now on.</summary>
    private void Release(int most)
    {
        lock (_gate)
        {
            _isHolding = most < int.MaxValue;
            while (most-- > 0 && _held.TryDequeue(out var message))
            {
                _page!.Send(message);
            }
        }
    }
}
