using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

internal static class RunHubServices
{
    /// <summary>Requests to the hub are small; a longer one is not ours.</summary>
    private const int MaxMessage = 16 * 1024;

    public static void AddRunHub(this IServiceCollection services)
    {
        services.AddSingleton<LogFollowers>();
        services.AddSingleton<LogModules>();
        services.AddHostedService<RunChangeBroadcaster>();
        services
            .AddSignalR()
            .AddHubOptions<RunHub>(hub =>
            {
                hub.MaximumReceiveMessageSize = MaxMessage;

                // A search through a long log must not hold up the lines that are being scrolled to.
                hub.MaximumParallelInvocationsPerClient = 4;
                hub.AddFilter<RunHubErrors>();
            });
    }
}
