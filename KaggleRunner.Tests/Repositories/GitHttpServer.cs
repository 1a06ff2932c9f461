using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Repositories;

/// <summary>Serves bare repositories over smart HTTP on a free loopback port, through git's own CGI program; clone and push work.</summary>
internal sealed class GitHttpServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private readonly string? _authorization;

    private GitHttpServer(string? credentials)
    {
        _authorization = credentials is null
            ? null
            : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>For example <c>http://127.0.0.1:34567</c>.</summary>
    public string Address => _app.Urls.First();

    /// <summary>The folder that holds the bare repositories.</summary>
    public string Root => _folder.Path;

    /// <summary>Starts a server; with <paramref name="credentials"/> (<c>user:password</c>) it asks for them.</summary>
    public static async Task<GitHttpServer> StartAsync(string? credentials = null)
    {
        var server = new GitHttpServer(credentials);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Makes an empty bare repository and gives its address.</summary>
    public async Task<string> CreateRepositoryAsync(string name = "project.git")
    {
        await TestRepository.GitInAsync(Root, "init", "--quiet", "--bare", name);
        // As the large hosts do: a commit can be fetched by its SHA.
        await TestRepository.GitInAsync(_folder.Combine(name), "config", "uploadpack.allowReachableSHA1InWant", "true");
        await TestRepository.GitInAsync(_folder.Combine(name), "config", "http.receivepack", "true");
        return $"{Address}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_authorization is not null && context.Request.Headers.Authorization != _authorization)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        await GitHttpBackend.AnswerAsync(context, Root, context.Request.Headers["Git-Protocol"].ToString());
    }
}
