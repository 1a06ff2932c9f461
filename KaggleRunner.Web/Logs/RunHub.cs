using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>
/// Logs and changes of runs, for the log viewer and other clients with a login. Sends <c>log</c>
/// (<see cref="LogGrowth"/>) for each log opened and <c>run</c> (<see cref="RunChange"/>) after <see cref="WatchRuns"/>.
/// </summary>
internal sealed class RunHub(RunStore store, LogFollowers followers, DashboardOptions options) : Hub
{
    public const string Path = "/hubs/runs";
    public const string RunsGroup = "runs";
    private const int Tail = 200;
    private const int LongestText = 200;
    private const string OpenKey = "open";

    /// <summary>The end of the log as it stands; from now on <c>log</c> tells of what is added.</summary>
    public async Task<OpenedLog> OpenLog(string project, int number)
    {
        var run = await FindAsync(project, number);
        var added = false;
        lock (Open)
        {
            if (!Open.Contains(run.Id))
            {
                if (Open.Count >= options.OpenLogsPerConnection)
                {
                    throw new HubException($"At most {options.OpenLogsPerConnection} logs can be open in one page.");
                }

                added = Open.Add(run.Id);
                followers.Enter(run);
            }
        }

        if (added)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, LogFollowers.GroupOf(run.Id), Context.ConnectionAborted);
        }

        // Read after joining the group: a line may come twice, none is missed.
        var now = RunLog.Open(run.Folder).Snapshot(Tail);
        var lines = LogBatch.Newest(now.Lines);
        return new OpenedLog(now.LineCount, now.LineCount - lines.Count + 1, lines, LogRow.Cut(now.Partial));
    }

    public async Task CloseLog(string project, int number)
    {
        var id = new RunId(new ProjectId(project), number);
        if (Leave(id))
        {
            await Groups.RemoveFromGroupAsync(
                Context.ConnectionId,
                LogFollowers.GroupOf(id),
                Context.ConnectionAborted
            );
        }
    }

    /// <summary>Lines from number <paramref name="first"/>: up to <paramref name="count"/>, fewer when they are long.</summary>
    public async Task<IReadOnlyList<LogRow>> ReadLines(string project, int number, int first, int count)
    {
        if (first < 1 || count < 1)
        {
            throw new HubException("Lines are counted from 1, and at least one must be asked for.");
        }

        var run = await FindAsync(project, number);
        return LogBatch.Oldest(RunLog.Open(run.Folder).Read(first, Math.Min(count, LogBatch.MostLines)));
    }

    /// <summary>The numbers of the lines that hold the text, in any case.</summary>
    public async Task<FoundLines> FindInLog(string project, int number, string text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > LongestText)
        {
            throw new HubException($"A search needs between 1 and {LongestText} characters.");
        }

        var run = await FindAsync(project, number);
        var found = await RunLog.Open(run.Folder).SearchAsync(new LogQuery(text), Context.ConnectionAborted);
        return new FoundLines(found.Lines, found.Total > found.Lines.Count);
    }

    /// <summary>From now on <c>run</c> tells of every change of any run.</summary>
    public Task WatchRuns() => Groups.AddToGroupAsync(Context.ConnectionId, RunsGroup, Context.ConnectionAborted);

    public override Task OnConnectedAsync()
    {
        Context.Items[OpenKey] = new HashSet<RunId>();
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        List<RunId> left;
        lock (Open)
        {
            left = [.. Open];
        }

        left.ForEach(id => Leave(id));
        return base.OnDisconnectedAsync(exception);
    }

    private HashSet<RunId> Open => (HashSet<RunId>)Context.Items[OpenKey]!;

    private bool Leave(RunId id)
    {
        lock (Open)
        {
            if (!Open.Remove(id))
            {
                return false;
            }
        }

        followers.Leave(id);
        return true;
    }

    private async Task<Run> FindAsync(string project, int number)
    {
        if (string.IsNullOrEmpty(project) || project.Length > LongestText || number < 1)
        {
            throw new HubException("A run is named by its project's id and its number, from 1.");
        }

        return await store.FindAsync(new RunId(new ProjectId(project), number), Context.ConnectionAborted)
            ?? throw new HubException($"There is no run #{number} in this project.");
    }
}
