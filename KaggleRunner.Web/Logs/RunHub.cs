using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>
/// Logs and changes of runs, for the log viewer and other clients with a login. Sends <c>log</c>
/// (<see cref="LogGrowth"/>) and <c>sections</c> (<see cref="LogSectionsChange"/>) for each log opened, and <c>run</c>
/// (<see cref="RunChange"/>) after <see cref="WatchRuns"/>.
/// </summary>
internal sealed class RunHub(RunStore store, LogFollowers followers, DashboardOptions options) : Hub
{
    public const string Path = "/hubs/runs";
    public const string RunsGroup = "runs";
    private const int Tail = 200;
    private const int LongestText = 200;
    private const string OpenKey = "open";
    private const string FindingsKey = "findings";

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

        return Describe(run, Tail);
    }

    /// <summary>
    /// Says whether the caller looks at the end of an open log: else <c>log</c> brings it the number of lines alone.
    /// </summary>
    /// <returns>The end of the log as it stands; for who does not look at it, without lines.</returns>
    public async Task<OpenedLog> ShowEnd(string project, int number, bool shown)
    {
        var run = await FindAsync(project, number);
        RequireOpen(run.Id);
        var (join, leave) = (LogFollowers.GroupOf(run.Id), LogFollowers.CountsGroupOf(run.Id));
        if (!shown)
        {
            (join, leave) = (leave, join);
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, join, Context.ConnectionAborted);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, leave, Context.ConnectionAborted);
        return Describe(run, shown ? Tail : 0);
    }

    /// <summary>The phases and tests of an open log; from now on <c>sections</c> tells how they change.</summary>
    public async Task<LogSectionsChange> ReadSections(string project, int number)
    {
        var run = await FindAsync(project, number);
        RequireOpen(run.Id);
        return followers.SectionsOf(run.Id) ?? throw new HubException("The log was closed meanwhile.");
    }

    public async Task CloseLog(string project, int number)
    {
        var id = new RunId(new ProjectId(project), number);
        if (Leave(id))
        {
            foreach (var group in (string[])[LogFollowers.GroupOf(id), LogFollowers.CountsGroupOf(id)])
            {
                await Groups.RemoveFromGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
            }
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

    /// <summary>Searches the whole log and lists the first hits; escape sequences do not count.</summary>
    public async Task<FoundLines> FindInLog(string project, int number, string text, bool isRegex, bool matchCase)
    {
        var query = QueryOf(text, isRegex, matchCase);
        var run = await FindAsync(project, number);
        var found = await RunLog.Open(run.Folder).SearchAsync(query, Context.ConnectionAborted);
        return new FoundLines(found.Total, found.IsComplete, found.Lines);
    }

    /// <summary>
    /// Searches as above and counts all hits, with the one that stands <paramref name="by"/> hits behind
    /// <paramref name="line"/>, or before it, around the ends of the log; 0 is for the line itself.
    /// </summary>
    public async Task<FoundHit> FindHit(
        string project,
        int number,
        string text,
        bool isRegex,
        bool matchCase,
        int line,
        int by
    )
    {
        var query = QueryOf(text, isRegex, matchCase);
        var run = await FindAsync(project, number);
        var finding = await Findings.FindAsync(run, query, Context.ConnectionAborted);
        var hit = finding.Step(line, by, Context.ConnectionAborted);
        return new FoundHit(finding.Total, finding.IsComplete, hit);
    }

    /// <summary>The number of the first line that came so many seconds after the session began, or later.</summary>
    public async Task<int> LineAt(string project, int number, double seconds) =>
        RunLog.Open((await FindAsync(project, number)).Folder).LineAt(seconds);

    /// <summary>From now on <c>run</c> tells of every change of any run.</summary>
    public Task WatchRuns() => Groups.AddToGroupAsync(Context.ConnectionId, RunsGroup, Context.ConnectionAborted);

    public override Task OnConnectedAsync()
    {
        Context.Items[OpenKey] = new HashSet<RunId>();
        Context.Items[FindingsKey] = new LogFindings(options.OpenLogsPerConnection);
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

    private LogFindings Findings => (LogFindings)Context.Items[FindingsKey]!;

    private static LogQuery QueryOf(string text, bool isRegex, bool matchCase) =>
        string.IsNullOrEmpty(text) || text.Length > LongestText
            ? throw new HubException($"A search needs between 1 and {LongestText} characters.")
            : new LogQuery(text, isRegex, matchCase);

    private static OpenedLog Describe(Run run, int tail)
    {
        // Read after joining the group: a line may come twice, none is missed.
        var now = RunLog.Open(run.Folder).Snapshot(tail);
        var lines = LogBatch.Newest(now.Lines);
        var began = run.Steps.FirstOrDefault(step => step.Kind == RunStepKind.Running)?.StartedAt;
        return new OpenedLog(now.LineCount, now.LineCount - lines.Count + 1, lines, LogRow.Cut(now.Partial), began);
    }

    private void RequireOpen(RunId id)
    {
        lock (Open)
        {
            if (!Open.Contains(id))
            {
                throw new HubException("Open the log first.");
            }
        }
    }

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
        Findings.Forget(id);
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
