using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>A request as it arrived.</summary>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
);

/// <summary>A real HTTP server on a free port: records what comes, answers with what the test laid out for the path's end.</summary>
public sealed class RecordedKaggle : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> _answers = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly WebApplication _app;

    private RecordedKaggle(WebApplication app)
    {
        _app = app;
        _app.Run(HandleAsync);
    }

    public Uri Root { get; private set; } = null!;
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static async Task<RecordedKaggle> StartAsync(Action<IWebHostBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure?.Invoke(builder.WebHost);
        var server = new RecordedKaggle(builder.Build());
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Root = new Uri(server._app.Urls.First() + "/");
        return server;
    }

    /// <summary>Answers the next request to this path; the last answer laid out is given again and again.</summary>
    public RecordedKaggle On(string pathEnd, RequestDelegate answer)
    {
        _answers.GetOrAdd(pathEnd, _ => new ConcurrentQueue<RequestDelegate>()).Enqueue(answer);
        return this;
    }

    public RecordedKaggle On(
        string pathEnd,
        string body,
        int status = 200,
        string type = "application/json",
        params (string Name, string Value)[] headers
    ) =>
        On(
            pathEnd,
            async context =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = type;
                foreach (var (name, value) in headers)
                {
                    context.Response.Headers[name] = value;
                }

                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
            }
        );

    /// <summary>Takes the request and closes the connection without an answer.</summary>
    public RecordedKaggle OnLost(string pathEnd) =>
        On(
            pathEnd,
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            }
        );

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _requests.Enqueue(
            new RecordedRequest(
                context.Request.Method,
                context.Request.Path,
                context.Request.QueryString.Value ?? "",
                context.Request.Headers.ToDictionary(
                    h => h.Key,
                    h => h.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                await reader.ReadToEndAsync(context.RequestAborted)
            )
        );
        var key = _answers.Keys.FirstOrDefault(k => context.Request.Path.Value!.EndsWith(k, StringComparison.Ordinal));
        if (key is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var queue = _answers[key];
        if (queue.Count > 1 ? queue.TryDequeue(out var answer) : queue.TryPeek(out answer))
        {
            await answer(context);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
