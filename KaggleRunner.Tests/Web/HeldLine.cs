using System.Text;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Web;

/// <summary>The line from the dashboard to a page, on which a test can hold messages back: what happens on a slow one.</summary>
internal sealed class HeldLine
{
    /// <summary>What stands in the messages that draw.</summary>
    public const string Drawing = "JS.RenderBatch";

    private const string TwoFrames =
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private readonly List<byte[]> _held = [];
    private readonly HashSet<string> _words = [];
    private readonly Lock _gate = new();
    private readonly IPage _page;
    private IWebSocketRoute? _route;

    private HeldLine(IPage page) => _page = page;

    /// <summary>To be called before the page is opened.</summary>
    public static async Task<HeldLine> OnAsync(IPage page)
    {
        var line = new HeldLine(page);
        await page.RouteWebSocketAsync("**/_blazor?**", line.Connect);
        return line;
    }

    public static Task UntilPaintedAsync(IPage page) => page.EvaluateAsync(TwoFrames);

    public void HoldEverything() => Hold("");

    /// <summary>From now on messages with this word wait.</summary>
    public void Hold(string word)
    {
        lock (_gate)
        {
            _words.Add(word);
        }
    }

    /// <summary>How many messages wait, once one with this word does.</summary>
    public async Task<int> UntilHeldAsync(string word)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_held.Exists(message => Contains(message, word)))
                {
                    return _held.Count;
                }
            }

            await UntilPaintedAsync(_page);
        }
    }

    /// <summary>Lets the page have the first few messages that wait; the others wait on.</summary>
    public void Release(int count)
    {
        lock (_gate)
        {
            _held.GetRange(0, count).ForEach(_route!.Send);
            _held.RemoveRange(0, count);
        }
    }

    /// <summary>Lets the page have the messages with this word, from now on too.</summary>
    public void Release(string word)
    {
        lock (_gate)
        {
            _words.Remove(word);
            _held.FindAll(message => Contains(message, word)).ForEach(_route!.Send);
            _held.RemoveAll(message => Contains(message, word));
        }
    }

    public void ReleaseEverything()
    {
        lock (_gate)
        {
            _words.Clear();
            Release(_held.Count);
        }
    }

    private static bool Contains(byte[] message, string word) =>
        message.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;

    private void Connect(IWebSocketRoute route)
    {
        _route = route;
        var server = route.ConnectToServer();
        route.OnMessage(frame => server.Send(BytesOf(frame)));
        server.OnMessage(frame => Take(BytesOf(frame)));
    }

    private static byte[] BytesOf(IWebSocketFrame frame) => frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "");

    private void Take(byte[] message)
    {
        lock (_gate)
        {
            if (_words.Any(word => Contains(message, word)))
            {
                _held.Add(message);
            }
            else
            {
                _route!.Send(message);
            }
        }
    }
}
