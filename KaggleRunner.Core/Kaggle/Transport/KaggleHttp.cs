using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The named HTTP clients: what may be repeated, what may not, and what lasts for hours.</summary>
internal static class KaggleHttp
{
    /// <summary>Reads: repeated on every passing trouble.</summary>
    public const string Read = "kaggle.read";

    /// <summary>Pushes and cancels: repeated only when certainly nothing was accepted.</summary>
    public const string Once = "kaggle.once";

    /// <summary>Log streams and downloads: no time limit, idle limits and repetition are their readers' own.</summary>
    public const string Stream = "kaggle.stream";

    private const long LargestAnswer = 512L << 20;

    // All runs share the breaker: a longer one would use up the patience of those that were not in trouble.
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    public static void Add(IServiceCollection services)
    {
        var read = Client(services, Read, ConnectionLifetime);
        read.AddStandardResilienceHandler()
            .SelectPipelineByAuthority()
            .Configure((options, provider) => ConfigureReads(options, Options(provider)));
        read.AddHttpMessageHandler(() => new BufferingHandler(LargestAnswer));

        // On a connection of its own each: a kept one may be closed just then, and nobody knows what became of the request.
        var once = Client(services, Once, TimeSpan.Zero);
        once.AddResilienceHandler(
            "once",
            (builder, context) => ConfigureOnce(builder, Options(context.ServiceProvider))
        );
        once.AddHttpMessageHandler(() => new BufferingHandler(LargestAnswer));

        Client(services, Stream, ConnectionLifetime);
    }

    private static IHttpClientBuilder Client(IServiceCollection services, string name, TimeSpan connectionLifetime) =>
        services
            .AddHttpClient(name)
            // No logging of requests: headers and signed addresses are secrets.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd($"kaggle-runner/{Version}");
            })
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // Followed by hand where they may be, so that no credential goes along.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    ConnectTimeout = TimeSpan.FromSeconds(15),
                    PooledConnectionLifetime = connectionLifetime,
                    Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
                }
            );

    private static void ConfigureReads(HttpStandardResilienceOptions http, KaggleOptions options)
    {
        http.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 64;
        http.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 100_000;
        http.TotalRequestTimeout.Timeout = options.TotalTimeout;
        http.AttemptTimeout.Timeout = options.AttemptTimeout;
        http.CircuitBreaker.SamplingDuration = options.AttemptTimeout * 2;
        http.CircuitBreaker.BreakDuration = LongestBreak;
        http.Retry.MaxRetryAttempts = options.Retries;
        http.Retry.Delay = options.RetryDelay;
        // What was refused for the number of requests is for the account's gate.
        http.CircuitBreaker.ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome));
        http.Retry.UseJitter = true;
        http.Retry.ShouldHandle = args =>
            ValueTask.FromResult(IsTransient(args.Outcome) && !AsksForPatience(args.Outcome, options));
    }

    private static void ConfigureOnce(ResiliencePipelineBuilder<HttpResponseMessage> builder, KaggleOptions options) =>
        builder
            .AddRetry(
                new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = options.Retries,
                    Delay = options.RetryDelay,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is { } e && ConnectionErrors.WasNeverSent(e)),
                }
            )
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.PushTimeout });

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome)
        && outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests;

    private static bool AsksForPatience(Outcome<HttpResponseMessage> outcome, KaggleOptions options) =>
        outcome.Result is { } response && RetryAfter.Of(response, TimeProvider.System) > options.LongestRetryAfter;

    private static KaggleOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<KaggleOptions>>().Value;

    private static string Version { get; } =
        (
            typeof(KaggleHttp)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion
            ?? "0"
        ).Split('+')[0];
}
