using Microsoft.Extensions.Logging.Console;

namespace KaggleRunner.Web.Hosting;

internal static class DashboardLogging
{
    /// <summary>ASP.NET logs whole request addresses under this name, and with them the token of a login.</summary>
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The log goes to stderr: stdout tells the address and nothing else.</summary>
    public static void AddDashboardLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        // A start that fails is told in a sentence, see StartError; a service that crashes is critical and keeps its trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // It warns of unencrypted keys on every Linux machine; the folder is readable by its owner only.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // It takes refusals in words (HubException) for errors; RunHubErrors logs what really is one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.PostConfigure<LoggerFilterOptions>(KeepTokensOut);
    }

    // A rule of a provider beats one without, so the rule is added for every provider that has any.
    private static void KeepTokensOut(LoggerFilterOptions options)
    {
        foreach (
            var provider in options
                .Rules.Select(rule => rule.ProviderName)
                .Append(null)
                .Distinct(StringComparer.Ordinal)
                .ToList()
        )
        {
            options.Rules.Add(new LoggerFilterRule(provider, RequestLog, LogLevel.Warning, filter: null));
        }
    }
}
