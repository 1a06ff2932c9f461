using Microsoft.AspNetCore.Connections;

namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>The program around the server. Exit codes: 0 stopped, 2 cannot start, 3 another one runs on this home.</summary>
internal static class LocalKaggleProgram
{
    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        try
        {
            var options = LocalKaggleOptions.Parse(args);
            var home = new HomeLayout(options);
            home.Create();
            using var homeLock = HomeLock.TryTake(home);
            if (homeLock is null)
            {
                await error.WriteLineAsync($"A local Kaggle already runs on {options.Home}.");
                return 3;
            }

            await RunAsync(options);
            return 0;
        }
        catch (StartException exception)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The local Kaggle cannot work there: {exception.Message}");
        }

        return 2;
    }

    // An answer that a fault breaks off is an error to Kestrel.
    private static void LogToConsole(ILoggingBuilder logging, bool hasFaults) =>
        logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", hasFaults ? LogLevel.Critical : LogLevel.Warning);

    private static async Task RunAsync(LocalKaggleOptions options)
    {
        await using var app = LocalKaggleApp.Create(
            options,
            TimeProvider.System,
            logging => LogToConsole(logging, options.AllowHolds || options.Faults.Count > 0)
        );
        try
        {
            await app.RunAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartException($"Port {options.Port} is taken; choose another with --port, or 0 for a free one.");
        }
    }
}
