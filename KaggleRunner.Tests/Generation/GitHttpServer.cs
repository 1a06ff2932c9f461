using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Generation;

internal enum GitHttpKind
{
    /// <summary>As the large hosts: gives any commit by its SHA.</summary>
    Smart,

    /// <summary>Gives only what a branch points to.</summary>
    RefusingShas,

    /// <summary>A plain file server, which knows nothing of git.</summary>
    Dumb,

    /// <summary>Asks everyone for a password.</summary>
    Private,
}

/// <summary>Serves the repositories of a folder over http on loopback, with git's own backend.</summary>
internal sealed class GitHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _root;
    private readonly GitHttpKind _kind;

    private GitHttpServer(WebApplication app, string root, GitHttpKind kind)
    {
        _app = app;
        _root = root;
        _kind = kind;
    }

    public string Address => _app.Services.GetAddress();

    public static async Task<GitHttpServer> StartAsync(string root, GitHttpKind kind = GitHttpKind.Smart)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new GitHttpServer(builder.Build(), root, kind);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        switch (_kind)
        {
            case GitHttpKind.Private:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
                break;
            case GitHttpKind.Dumb:
                await SendFileAsync(context);
                break;
            default:
                // Only the second version of the protocol gives any commit by its SHA.
                var protocol =
                    _kind == GitHttpKind.RefusingShas ? null : context.Request.Headers["Git-Protocol"].ToString();
                await GitHttpBackend.AnswerAsync(context, _root, protocol);
                break;
        }
    }

    private async Task SendFileAsync(HttpContext context)
    {
        var path = _root + context.Request.Path.Value;
        if (File.Exists(path))
        {
            await context.Response.SendFileAsync(path, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}

file static class ServerAddress
{
    public static string GetAddress(this IServiceProvider services) =>
        (
            (Microsoft.AspNetCore.Hosting.Server.IServer)
                services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer))!
        )
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
}
