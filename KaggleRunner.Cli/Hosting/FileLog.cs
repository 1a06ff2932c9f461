using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>The command's own log, <c>cli.log</c> in the home: a terminal is for the run, not for us.</summary>
[ProviderAlias("File")]
internal sealed class FileLog(string path) : ILoggerProvider
{
    private const long KeepBytes = 5_000_000;
    private readonly Lock _gate = new();

    public static string PathIn(RunnerHome home) => Path.Combine(home.Root, "cli.log");

    /// <summary>Writes an error that nobody expected; returns where to, or null when even that failed.</summary>
    public static string? TryWrite(Exception exception)
    {
        try
        {
            var path = PathIn(RunnerHome.FromEnvironment());
            using var log = new FileLog(path);
            log.Write(LogLevel.Error, "kaggle-runner", "The command failed", exception);
            return path;
        }
        catch (Exception e) when (e is RunnerException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() { }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var text = $"{now} [{Environment.ProcessId}] {level} {category}: {message}{Environment.NewLine}";
        lock (_gate)
        {
            if (new FileInfo(path) is { Exists: true, Length: > KeepBytes })
            {
                File.Move(path, path + ".1", overwrite: true);
            }

            File.AppendAllText(path, SecretRedactor.ByShape.Redact(exception is null ? text : $"{text}{exception}\n"));
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            try
            {
                log.Write(logLevel, name, formatter(state, exception), exception);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A log that cannot be written must not end a run.
            }
        }
    }
}
