using System.Net;
using System.Net.Sockets;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>A line between a browser and a dashboard, with so much room and so much delay; counts what goes through.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _behind;
    private readonly Task _accepting;

    private SlowLine(Uri behind, int kilobits, TimeSpan roundTrip)
    {
        _behind = behind;
        (Up, Down) = (new LineDirection(kilobits, roundTrip / 2), new LineDirection(kilobits, roundTrip / 2));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What browsers send.</summary>
    public LineDirection Up { get; }

    /// <summary>What they get.</summary>
    public LineDirection Down { get; }

    /// <param name="behind">An address of the dashboard.</param>
    /// <param name="kilobits">A second, in each direction; 0 for a line without limit.</param>
    public static SlowLine Open(Uri behind, int kilobits, TimeSpan roundTrip) => new(behind, kilobits, roundTrip);

    /// <summary>The dashboard's address, through this line.</summary>
    public Uri Through(Uri address) =>
        new UriBuilder(address) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            (near.NoDelay, far.NoDelay) = (true, true);
            await far.ConnectAsync(_behind.Host, _behind.Port, _stop.Token);
            await Task.WhenAll(
                Up.CarryAsync(near.Client, far.Client, _stop.Token),
                Down.CarryAsync(far.Client, near.Client, _stop.Token)
            );
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
