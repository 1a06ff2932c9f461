using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Repositories;

/// <summary>Serves bare repositories over smart HTTP on a free loopback port, through git's own CGI program; clone and push work.</summary>
internal sealed class GitHttpServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly string? authorization;

    private GitHttpServer(string? credentials)
    {
        authorization = credentials is null
            ? null
            : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>For example <c>http://127.0.0.1:34567</c>.</summary>
    public string Address => app.Urls.First();

    /// <summary>The folder that holds the bare repositories.</summary>
    public string Root => folder.Path;

    /// <summary>Starts a server; with <paramref name="credentials"/> (<c>user:password</c>) it asks for them.</summary>
    public static async Task<GitHttpServer> StartAsync(string? credentials = null)
    {
        var server = new GitHttpServer(credentials);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Makes an empty bare repository and gives its address.</summary>
    public async Task<string> CreateRepositoryAsync(string name = "project.git")
    {
        await TestRepository.GitInAsync(Root, "init", "--quiet", "--bare", name);
        // As the large hosts do: a commit can be fetched by its SHA.
        await TestRepository.GitInAsync(folder.Combine(name), "config", "uploadpack.allowReachableSHA1InWant", "true");
        await TestRepository.GitInAsync(folder.Combine(name), "config", "http.receivepack", "true");
        return $"{Address}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (authorization is not null && context.Request.Headers.Authorization != authorization)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        // A push of any size.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        using var process = Process.Start(Start(context.Request))!;
        var errors = process.StandardError.ReadToEndAsync(context.RequestAborted);
        var input = SendAsync(context.Request, process, context.RequestAborted);
        await AnswerAsync(context.Response, process.StandardOutput.BaseStream, context.RequestAborted);
        await input;
        await errors;
        await process.WaitForExitAsync(context.RequestAborted);
    }

    private ProcessStartInfo Start(HttpRequest request)
    {
        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_PROJECT_ROOT"] = Root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["PATH_INFO"] = request.Path.Value;
        start.Environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?') ?? "";
        start.Environment["CONTENT_TYPE"] = request.ContentType ?? "";
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding.ToString();
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"].ToString();
        if (request.ContentLength is { } length)
        {
            start.Environment["CONTENT_LENGTH"] = length.ToString(CultureInfo.InvariantCulture);
        }

        return start;
    }

    private static async Task SendAsync(HttpRequest request, Process process, CancellationToken cancellationToken)
    {
        await using var input = process.StandardInput.BaseStream;
        await request.Body.CopyToAsync(input, cancellationToken);
    }

    private static async Task AnswerAsync(HttpResponse response, Stream output, CancellationToken cancellationToken)
    {
        while (await HeaderAsync(output, cancellationToken) is { Length: > 0 } header)
        {
            var parts = header.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts[0].Equals("Status", StringComparison.OrdinalIgnoreCase))
            {
                response.StatusCode = int.Parse(parts[1].Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers.Append(parts[0], parts[1]);
            }
        }

        await output.CopyToAsync(response.Body, cancellationToken);
    }

    private static async Task<string> HeaderAsync(Stream output, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await output.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
