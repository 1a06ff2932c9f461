using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Web.Runs;

/// <summary>What one page of the runs table shows.</summary>
public sealed record RunsListing
{
    private const int MostRunning = 200;

    public static RunsListing None { get; } = new();

    /// <summary>Those under way stand on top of the first page.</summary>
    public IReadOnlyList<Run> Running { get; private init; } = [];

    /// <summary>This page of those that have ended.</summary>
    public IReadOnlyList<Run> Ended { get; private init; } = [];

    /// <summary>How many the filter lets through on all pages, without those under way.</summary>
    public int EndedTotal { get; private init; }

    /// <summary>How many there are of each state when the filter's states are left out.</summary>
    public IReadOnlyDictionary<RunStanding, int> Counts { get; private init; } = new Dictionary<RunStanding, int>();

    public int Pages => Math.Max(1, (EndedTotal + RunsFilter.PageSize - 1) / RunsFilter.PageSize);

    public static async Task<RunsListing> ReadAsync(
        RunStore store,
        RunsFilter filter,
        CancellationToken cancellationToken
    )
    {
        var counts = await CountAsync(store, filter, cancellationToken);
        IReadOnlyList<RunStanding> wanted =
            filter.Query.Filter.Standings.Count > 0 ? filter.Query.Filter.Standings : RunStandings.All;
        RunStanding[] ended = [.. wanted.Where(standing => standing != RunStanding.Running)];
        return new RunsListing
        {
            Counts = counts,
            EndedTotal = ended.Sum(standing => counts.GetValueOrDefault(standing)),
            Running =
                wanted.Contains(RunStanding.Running) && filter.Page == 1
                    ? await ListAsync([RunStanding.Running], MostRunning, 1)
                    : [],
            Ended = ended.Length > 0 ? await ListAsync(ended, RunsFilter.PageSize, filter.Page) : [],
        };

        Task<IReadOnlyList<Run>> ListAsync(IReadOnlyList<RunStanding> standings, int take, int page)
        {
            var query = filter.Scoped with { Filter = filter.Query.Filter with { Standings = standings }, Take = take };
            return store.ListAsync(query.OnPage(page), cancellationToken);
        }
    }

    /// <summary>True of an ended run that is older than all of a full page, without a look into the store.</summary>
    public bool IsSurelyElsewhere(Run run, RunsFilter filter) =>
        run.HasEnded
        && filter.Query.Order == RunOrder.NewestFirst
        && Ended.Count >= RunsFilter.PageSize
        && run.CreatedAt < Ended[^1].CreatedAt;

    /// <summary>Whether an ended run stands on the page that the filter asks for.</summary>
    public static async Task<bool> IsOnPageAsync(
        RunStore store,
        RunsFilter filter,
        Run run,
        CancellationToken cancellationToken
    ) => (await ReadAsync(store, filter, cancellationToken)).Ended.Any(listed => listed.Id == run.Id);

    public async Task<RunsListing> CountAgainAsync(
        RunStore store,
        RunsFilter filter,
        CancellationToken cancellationToken
    ) => this with { Counts = await CountAsync(store, filter, cancellationToken) };

    /// <summary>Whether the filter lets this run through.</summary>
    public static async Task<bool> IsMatchAsync(
        RunStore store,
        RunsFilter filter,
        Run run,
        CancellationToken cancellationToken
    )
    {
        var asked = filter.Query.Filter.Numbers;
        if (
            (filter.Project is { } project && project != run.Id.Project)
            || (asked.Count > 0 && !asked.Contains(run.Id.Number))
        )
        {
            return false;
        }

        var query = filter.Query with
        {
            Project = run.Id.Project,
            Filter = filter.Query.Filter with { Numbers = [run.Id.Number] },
        };
        return await store.CountAsync(query, cancellationToken) > 0;
    }

    private static async Task<IReadOnlyDictionary<RunStanding, int>> CountAsync(
        RunStore store,
        RunsFilter filter,
        CancellationToken cancellationToken
    )
    {
        var query = filter.Scoped with { Filter = filter.Query.Filter with { Standings = [] } };
        var values = await store.ListValuesAsync(RunField.Standing, query, cancellationToken);
        return RunStandings.All.ToDictionary(
            standing => standing,
            standing => values.FirstOrDefault(value => value.Value == standing.Key())?.Count ?? 0
        );
    }
}
