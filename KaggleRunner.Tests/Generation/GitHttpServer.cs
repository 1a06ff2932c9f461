using System.Globalization;
using System.Text;
using CliWrap;
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
                await RunBackendAsync(context);
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

    private async Task RunBackendAsync(HttpContext context)
    {
        var request = context.Request;
        using var answer = new MemoryStream();
        await Cli.Wrap("git")
            .WithArguments("http-backend")
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("GIT_PROJECT_ROOT", _root)
                    .Set("GIT_HTTP_EXPORT_ALL", "1")
                    .Set("PATH_INFO", request.Path.Value)
                    .Set("QUERY_STRING", request.QueryString.Value?.TrimStart('?'))
                    .Set("REQUEST_METHOD", request.Method)
                    .Set("CONTENT_TYPE", request.ContentType)
                    .Set("HTTP_CONTENT_ENCODING", request.Headers.ContentEncoding.ToString())
                    // Only the second version of the protocol gives any commit by its SHA.
                    .Set(
                        "GIT_PROTOCOL",
                        _kind == GitHttpKind.RefusingShas ? null : request.Headers["Git-Protocol"].ToString()
                    )
            )
            .WithStandardInputPipe(PipeSource.FromStream(request.Body))
            .WithStandardOutputPipe(PipeTarget.ToStream(answer))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(context.RequestAborted);
        await SendAsync(context.Response, answer.ToArray());
    }

    private static async Task SendAsync(HttpResponse response, byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(answer, 0, end).Split("\r\n"))
        {
            var (name, value) = (header.Split(": ", 2)[0], header.Split(": ", 2)[1]);
            if (string.Equals(name, "Status", StringComparison.Ordinal))
            {
                response.StatusCode = int.Parse(value.AsSpan(0, 3), CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[name] = value;
            }
        }

        await response.Body.WriteAsync(answer.AsMemory(end + 4));
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
