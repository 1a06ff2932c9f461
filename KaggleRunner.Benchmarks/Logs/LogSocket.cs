using System.Net;
using System.Net.WebSockets;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>
/// A viewer of a log without a page: SignalR's JSON protocol over a WebSocket, whose messages are counted and thrown
/// away, so that fifty of them cost the machine little beside what they cost the server.
/// </summary>
internal sealed class LogSocket : IAsyncDisposable
{
    private const byte MessageEnd = 0x1E;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;

    public long Bytes { get; private set; }
    public long Messages { get; private set; }

    public static async Task<LogSocket> OpenAsync(Uri address, CookieContainer cookies, RunId run)
    {
        var viewer = new LogSocket();
        viewer._socket.Options.Cookies = cookies;
        viewer._socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions(); // As browsers do.
        viewer._socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        var hub = new UriBuilder(address)
        {
            Scheme = "ws",
            Path = "/hubs/runs",
            Query = "",
        };
        await viewer._socket.ConnectAsync(hub.Uri, CancellationToken.None);
        await viewer.SendAsync("""{"protocol":"json","version":1}""");
        await viewer.SendAsync(
            $$"""{"type":1,"invocationId":"1","target":"OpenLog","arguments":["{{run.Project}}",{{run.Number}}]}"""
        );
        viewer._reading = viewer.ReadAsync();
        viewer._pinging = viewer.PingAsync();
        return viewer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading, _pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (_socket.State == WebSocketState.Open)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            Bytes += received.Count;
            Messages += buffer.AsSpan(0, received.Count).Count(MessageEnd);
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            await SendAsync("""{"type":6}""");
        }
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(
            (byte[])[.. Encoding.UTF8.GetBytes(message), MessageEnd],
            WebSocketMessageType.Text,
            endOfMessage: true,
            _stop.Token
        );
}
