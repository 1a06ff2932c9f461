using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Hosting;

/// <summary>Builds and runs the dashboard's process.</summary>
public static class DashboardHost
{
    /// <summary>The exit code for what the user must mend before the dashboard can start.</summary>
    public const int CannotStart = 2;

    /// <summary>Runs the dashboard until it is stopped; an error at the start is a sentence on stderr.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            // Before any service needs it: a database that cannot be opened is a sentence, not services that crash.
            await app.Services.GetRequiredService<RunStore>().ListProjectsAsync(CancellationToken.None);
            await app.StartAsync();
            ReadyMessage.Write(app, Console.Out);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (StartError.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return CannotStart;
        }
    }

    /// <summary>The dashboard, ready to be started.</summary>
    /// <param name="args">The command line, see <see cref="DashboardArguments"/>.</param>
    /// <param name="configure">Lets tests replace services.</param>
    /// <exception cref="RunnerException">The options cannot be used; the message lists every reason.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(DashboardHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        var options = builder.AddDashboardOptions(args);
        var home = options.OpenHome();
        builder.AddDashboardServices(options, home);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseDashboard();
        return app;
    }
}
