using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>The real server in this process, on a free port and a home of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryHome? _home;

    private RunningServer(WebApplication app, TemporaryHome? home, KaggleCaller caller)
    {
        _app = app;
        _home = home;
        Caller = caller;
    }

    public KaggleCaller Caller { get; }

    public static async Task<RunningServer> StartAsync(Func<LocalKaggleOptions, LocalKaggleOptions>? configure = null)
    {
        var home = new TemporaryHome();
        return await StartAsync(home.Path, home, configure, null);
    }

    /// <summary>On a home that somebody else looks after.</summary>
    public static Task<RunningServer> StartAsync(
        TemporaryHome home,
        Func<LocalKaggleOptions, LocalKaggleOptions>? configure = null,
        TimeProvider? time = null
    ) => StartAsync(home.Path, null, configure, time);

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _home?.Dispose();
    }

    private static async Task<RunningServer> StartAsync(
        string path,
        TemporaryHome? home,
        Func<LocalKaggleOptions, LocalKaggleOptions>? configure,
        TimeProvider? time
    )
    {
        var options = new LocalKaggleOptions { Home = path };
        var app = LocalKaggleApp.Create(configure?.Invoke(options) ?? options, time ?? TimeProvider.System);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var url = app.Services.GetRequiredService<ServerAddress>().Url;
        return new RunningServer(app, home, KaggleCaller.For(path, url));
    }
}
