using System.Globalization;
using System.Runtime.InteropServices;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.History.Statistics;

/// <summary>What became of many runs, counted by week. Order and page of the query do not matter; all its runs count.</summary>
public sealed class RunStatistics(RunStore store, TimeProvider time)
{
    /// <summary>Verdicts and durations of each target by week, targets by name, the oldest week first.</summary>
    public async Task<IReadOnlyList<TargetHistory>> ListTargetsAsync(
        RunQuery query,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ReadAsync(query, cancellationToken).ConfigureAwait(false))
                .GroupBy(row => row.Target, StringComparer.Ordinal)
                .OrderBy(target => target.Key, StringComparer.OrdinalIgnoreCase)
                .Select(target => new TargetHistory(
                    target.Key,
                    [.. target.GroupBy(row => IsoWeek.Of(Utc(row.CreatedAt))).OrderBy(w => w.Key).Select(Week)]
                )),
        ];

    /// <summary>
    /// The hours that sessions took by week and accelerator, the oldest week first; a session counts in the week in which
    /// it began. Sessions without an accelerator are left out, and so are those that have not ended.
    /// </summary>
    public async Task<IReadOnlyList<AcceleratorWeek>> ListAcceleratorHoursAsync(
        RunQuery query,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ReadAsync(query, cancellationToken).ConfigureAwait(false))
                .Where(row => row is { Accelerator: not null, SessionAt: not null, SessionTime: not null })
                .GroupBy(row => (Week: IsoWeek.Of(Utc(row.SessionAt!.Value)), row.Accelerator))
                .OrderBy(group => group.Key.Week)
                .ThenBy(group => group.Key.Accelerator, StringComparer.Ordinal)
                .Select(group => new AcceleratorWeek(
                    group.Key.Week,
                    group.Key.Accelerator!,
                    group.Sum(row => TimeSpan.FromTicks(row.SessionTime!.Value).TotalHours),
                    group.Count()
                )),
        ];

    private static TargetWeek Week(IGrouping<IsoWeek, StatisticsRow> week)
    {
        long[] durations = [.. week.Select(row => row.Duration).OfType<long>().Order()];
        return new TargetWeek(
            week.Key,
            week.GroupBy(row => RunStandings.TryParse(row.Standing) ?? RunStanding.Error)
                .ToDictionary(standing => standing.Key, standing => standing.Count()),
            durations.Length == 0 ? null : TimeSpan.FromTicks(durations[durations.Length / 2])
        );
    }

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);

    private Task<List<StatisticsRow>> ReadAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var conditions = RunConditions.Of(query, time.GetUtcNow());
        var sql = $"""
            SELECT f.Target, f.Standing, f.CreatedAt, f.Duration, f.Accelerator, f.SessionAt, f.SessionTime
            FROM RunFacts f WHERE {conditions.Sql}
            """;
        return store.ReadAsync(
            database =>
                database
                    .Database.SqlQueryRaw<StatisticsRow>(sql, [.. conditions.Parameters])
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
    }
}

internal sealed record StatisticsRow(
    string Target,
    string Standing,
    long CreatedAt,
    long? Duration,
    string? Accelerator,
    long? SessionAt,
    long? SessionTime
);

/// <summary>A week as ISO 8601 counts it: Monday to Sunday, in UTC.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IsoWeek(int Year, int Week) : IComparable<IsoWeek>
{
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Week, DayOfWeek.Monday));

    public static IsoWeek Of(DateTime utc) => new(ISOWeek.GetYear(utc), ISOWeek.GetWeekOfYear(utc));

    public int CompareTo(IsoWeek other) => (Year, Week).CompareTo((other.Year, other.Week));

    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-W{Week:00}");
}
