using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>The client as the product builds it, with short waits, in front of a recorded Kaggle.</summary>
public sealed class KaggleBench : IAsyncDisposable
{
    public const string Secret = "Basic bG9jYWw6c2VjcmV0";
    public static readonly KernelRef Kernel = new("alice", "ci-runner");

    private readonly ServiceProvider _services;

    private KaggleBench(RecordedKaggle kaggle, ServiceProvider services)
    {
        Kaggle = kaggle;
        _services = services;
        Client = _services.GetRequiredService<KaggleClientFactory>().For(LocalAccount(kaggle.Root));
    }

    public RecordedKaggle Kaggle { get; }
    public KaggleClient Client { get; }
    public static ConcurrentQueue<string> Logged { get; } = new();

    public static async Task<KaggleBench> StartAsync(Action<KaggleOptions>? configure = null) =>
        new(await RecordedKaggle.StartAsync(), Services(configure));

    public static KaggleAccount LocalAccount(Uri root) =>
        new(KaggleAccountKind.Local, "alice", new Uri(root, "api/v1"), Secret);

    public static ServiceProvider Services(
        Action<KaggleOptions>? configure = null,
        Action<IServiceCollection>? more = null
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogCollector(Logged)));
        services.Configure<KaggleOptions>(options =>
        {
            options.RetryDelay = TimeSpan.FromMilliseconds(5);
            options.LongestRetryAfter = TimeSpan.FromSeconds(2);
            configure?.Invoke(options);
        });
        more?.Invoke(services);
        services.AddKaggle();
        return services.BuildServiceProvider();
    }

    public static KernelPush Push() =>
        new()
        {
            Kernel = Kernel,
            Title = "ci runner",
            Source = "print(1)\n",
        };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Kaggle.DisposeAsync();
    }

    private sealed class LogCollector(ConcurrentQueue<string> logged) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => logged.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
