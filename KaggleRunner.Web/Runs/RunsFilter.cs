using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Web.Runs;

/// <summary>A part of a filter that can be taken away by itself; words have no key.</summary>
/// <param name="Key">As it is typed before the colon.</param>
/// <param name="Value">What it asks for.</param>
/// <param name="IsNegated">Runs that have it are left out.</param>
public sealed record FilterPart(string? Key, string Value, bool IsNegated = false)
{
    public string Text => (IsNegated ? "not " : "") + (Key is null ? $"“{Value}”" : $"{Key}: {Value}");
}

/// <summary>Which runs the table shows, in which order, and which page of them; stands in the page's address.</summary>
public sealed record RunsFilter
{
    public const int PageSize = 50;

    /// <summary>Null: of all projects.</summary>
    public ProjectId? Project { get; init; }
    public RunQuery Query { get; init; } = new();

    /// <summary>Counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>What is wrong with the text in the address; null when it was understood.</summary>
    public RunnerException? Problem { get; init; }

    public bool IsEmpty => Problem is null && Query.Filter.Standings.Count == 0 && Parts.Count == 0;

    /// <summary>What is asked for beside the states, which have chips of their own.</summary>
    public IReadOnlyList<FilterPart> Parts =>
        [
            .. PartsOf(Query.Filter, areNegated: false).Where(part => part.Key != "verdict"),
            .. Query.Filter.Except is { } except ? PartsOf(except, areNegated: true) : [],
        ];

    /// <summary>The query within the project.</summary>
    public RunQuery Scoped => Query with { Project = Project };

    public static RunsFilter Parse(string? text, int? page, string? project)
    {
        var filter = new RunsFilter
        {
            Project = string.IsNullOrWhiteSpace(project) ? null : new ProjectId(project),
            Page = Math.Clamp(page ?? 1, 1, 1_000_000),
        };
        try
        {
            return filter with { Query = RunQuery.Parse(text ?? "") };
        }
        catch (RunnerException e)
        {
            return filter with { Problem = e };
        }
    }

    /// <summary>The address of the runs page with this filter.</summary>
    public string ToAddress()
    {
        var text = Query.Text;
        string?[] parts =
        [
            text.Length > 0 ? $"q={Uri.EscapeDataString(text)}" : null,
            Page > 1 ? string.Create(CultureInfo.InvariantCulture, $"page={Page}") : null,
        ];
        var query = string.Join('&', parts.OfType<string>());
        return PathOf(Project) + (query.Length > 0 ? "?" + query : "");
    }

    /// <summary>The address of all runs that the filter lets through, as a file.</summary>
    /// <param name="ending"><c>csv</c> or <c>json</c>.</param>
    public string ToExport(string ending)
    {
        var path = Project is { } project ? $"/p/{project}/runs.{ending}" : $"/runs.{ending}";
        return Query.Text is { Length: > 0 } text ? $"{path}?q={Uri.EscapeDataString(text)}" : path;
    }

    public bool Has(RunStanding standing) => Query.Filter.Standings.Contains(standing);

    public RunsFilter Toggle(RunStanding standing)
    {
        var old = Query.Filter.Standings;
        return With(
            Query with
            {
                Filter = Query.Filter with
                {
                    Standings = old.Contains(standing) ? [.. old.Where(s => s != standing)] : [.. old, standing],
                },
            }
        );
    }

    /// <summary>The filter with what a person typed in addition.</summary>
    /// <exception cref="RunnerException">It is not understood.</exception>
    public RunsFilter Add(string typed) => With(RunQuery.Parse($"{Query.Text} {typed}"));

    public RunsFilter Without(FilterPart part)
    {
        var filter = Query.Filter;
        var except = part.IsNegated && filter.Except is { } unwanted ? Without(unwanted, part) : filter.Except;
        return With(Query with { Filter = (part.IsNegated ? filter : Without(filter, part)) with { Except = except } });
    }

    /// <summary>Sorted by that, or the other way round when it is already.</summary>
    public RunsFilter SortBy(RunSortKey key) =>
        With(
            Query with
            {
                Order =
                    Query.Order.Key == key
                        ? Query.Order with
                        {
                            Descending = !Query.Order.Descending,
                        }
                        : RunOrder.By(key),
            }
        );

    public RunsFilter Cleared() =>
        new()
        {
            Project = Project,
            Query = new RunQuery { Order = Query.Order },
        };

    public RunsFilter OnPage(int page) => this with { Page = Math.Max(1, page) };

    public static string PathOf(ProjectId? project) => project is { } id ? $"/p/{id}/runs" : "/";

    private static IEnumerable<FilterPart> PartsOf(RunFilter filter, bool areNegated) =>
        FilterKey
            .All.SelectMany(key =>
                key.Read(new RunQuery { Filter = filter }).Select(value => new FilterPart(key.Name, value, areNegated))
            )
            .Concat(filter.Words.Select(word => new FilterPart(null, word, areNegated)));

    private static RunFilter Without(RunFilter filter, FilterPart part)
    {
        var from = new RunQuery { Filter = filter };
        var query = new RunQuery
        {
            Filter = RunFilter.Everything with
            {
                Words = part.Key is null ? [.. filter.Words.Where(w => w != part.Value)] : filter.Words,
            },
        };
        foreach (var key in FilterKey.All)
        {
            string[] kept = [.. key.Read(from).Where(value => key.Name != part.Key || value != part.Value)];
            query = kept.Length > 0 ? key.Write(query, kept) : query;
        }

        return query.Filter;
    }

    private RunsFilter With(RunQuery query) => this with { Query = query, Page = 1, Problem = null };
}
