using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Core.Runs;

/// <summary>Which runs to list, in which order, and which part of them.</summary>
public sealed record RunQuery
{
    /// <summary>Null: of all projects.</summary>
    public ProjectId? Project { get; init; }
    public bool UnendedOnly { get; init; }
    public RunFilter Filter { get; init; } = RunFilter.Everything;
    public RunOrder Order { get; init; } = RunOrder.NewestFirst;
    public int Skip { get; init; }
    public int Take { get; init; } = 1000;

    /// <summary>Filter and order as one line, as it is typed and stands in addresses: <c>verdict:failed tag:baseline lstm</c>.</summary>
    public string Text => RunQueryText.Format(this);

    /// <summary>The query that <see cref="Text"/> wrote, or a person typed.</summary>
    /// <exception cref="RunnerException">There is no such filter, or a value is none of those it takes.</exception>
    public static RunQuery Parse(string text) => RunQueryText.Parse(text);

    /// <summary>The query string of this page of the list, without <c>?</c>; empty for the first page of everything.</summary>
    public string ToQueryString()
    {
        var parts = new List<string>();
        if (Text is { Length: > 0 } text)
        {
            parts.Add($"q={Uri.EscapeDataString(text)}");
        }

        if (Skip > 0 && Take > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={(Skip / Take) + 1}"));
        }

        return string.Join('&', parts);
    }

    /// <summary>This query's page of that number, counted from 1.</summary>
    public RunQuery OnPage(int page) =>
        this with
        {
            Skip = (int)Math.Min(int.MaxValue, (Math.Max(page, 1) - 1L) * Take),
        };
}

/// <summary>A page of runs, with the number of all that the filter lets through.</summary>
public sealed record RunListing(IReadOnlyList<Run> Runs, int Total);
