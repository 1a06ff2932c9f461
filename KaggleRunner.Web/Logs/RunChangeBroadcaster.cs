using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>Offers Core's feed of runs to the hub's clients.</summary>
internal sealed class RunChangeBroadcaster(RunFeed feed, IHubContext<RunHub> hub) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var run in feed.WatchAsync(stoppingToken))
            {
                await hub.Clients.Group(RunHub.RunsGroup).SendAsync("run", Describe(run), stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The dashboard stops, or never came to start.
        }
    }

    private static RunChange Describe(Run run) =>
        new(
            run.Id.Project.Value,
            run.Id.Number,
            run.Target.Path,
            run.CurrentStep?.Kind.ToString(),
            run.Verdict?.Kind.ToString(),
            run.Verdict?.Reason,
            run.CreatedAt,
            run.EndedAt
        );
}
