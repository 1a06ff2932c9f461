using System.Globalization;
using KaggleRunner.Core.Runs.Queries;
using Microsoft.Data.Sqlite;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>A query's filter as a condition on <c>RunFacts f</c>; every value is a parameter.</summary>
internal sealed class RunConditions
{
    // The trigram index finds nothing shorter (https://sqlite.org/fts5.html#the_trigram_tokenizer).
    private const int ShortestIndexed = 3;

    private readonly List<string> _conditions = ["NOT f.Deleted"];
    private readonly List<SqliteParameter> _parameters = [];

    private RunConditions() { }

    public string Sql => string.Join(" AND ", _conditions);

    /// <summary>Fresh copies: a parameter belongs to one command.</summary>
    public SqliteParameter[] Parameters => [.. _parameters.Select(p => new SqliteParameter(p.ParameterName, p.Value))];

    public static RunConditions Of(RunQuery query, DateTimeOffset now)
    {
        var conditions = new RunConditions();
        conditions.AddScope(query);
        conditions._conditions.AddRange(conditions.Wanted(query.Filter, now));
        if (query.Filter.Except is { } except && conditions.Wanted(except, now).ToList() is { Count: > 0 } unwanted)
        {
            // What a run does not have (a branch, an end) compares as NULL, and does not leave it out.
            conditions._conditions.Add($"({string.Join(" OR ", unwanted)}) IS NOT TRUE");
        }

        return conditions;
    }

    private void AddScope(RunQuery query)
    {
        if (query.Project is { } project)
        {
            _conditions.Add($"f.ProjectId = {Parameter(project.Value)}");
        }

        if (query.UnendedOnly)
        {
            _conditions.Add($"f.Standing = {Parameter(RunStanding.Running.Key())}");
        }
    }

    private IEnumerable<string> Wanted(RunFilter filter, DateTimeOffset now) =>
        Names(filter).Concat(Facts(filter, now)).OfType<string>().Concat(filter.Words.Select(Word));

    private IEnumerable<string?> Names(RunFilter filter) =>
        [
            Any(filter.Projects, p => $"({Like("f.Project", LikePattern.Glob(p))} OR f.ProjectId = {Parameter(p)})"),
            Any(
                filter.Targets,
                t => Like("f.Target", t is ['=', .. var whole] ? LikePattern.Glob(whole) : $"%{LikePattern.Glob(t)}%")
            ),
            Any(filter.Branches, b => Like("f.Branch", LikePattern.Glob(b))),
            Any(filter.Commits, c => $"(f.Sha >= {Parameter(c)} AND f.Sha < {Parameter(c + "g")})"),
            Any(
                filter.Accelerators,
                a => IsNone(a) ? "f.Accelerator IS NULL" : Like("f.Accelerator", $"%{LikePattern.Glob(a)}%")
            ),
            Any(filter.Groups, g => Like("f.RunGroup", LikePattern.Glob(g))),
            Any(filter.Kernels, k => Like("f.Kernel", LikePattern.Glob(k))),
            Any(
                filter.Tags,
                t => $"EXISTS (SELECT 1 FROM RunTags t WHERE t.RunKey = f.Key AND {Like("t.Tag", LikePattern.Glob(t))})"
            ),
        ];

    private IEnumerable<string?> Facts(RunFilter filter, DateTimeOffset now) =>
        [
            Any(filter.Numbers, number => $"f.Number = {Parameter(number)}"),
            Any(filter.Standings, standing => $"f.Standing = {Parameter(standing.Key())}"),
            One(filter.Account is { } account ? RunJson.NameOf(account) : null, "f.Account ="),
            One(filter.Quick, "f.Quick ="),
            One(filter.Starred, "f.Starred ="),
            One(filter.Since?.Resolve(now).UtcTicks, "f.CreatedAt >="),
            One(filter.Until?.Resolve(now).UtcTicks, "f.CreatedAt <"),
            One(filter.LongerThan?.Ticks, "f.Duration >"),
            One(filter.ShorterThan?.Ticks, "f.Duration <"),
        ];

    private string Word(string word)
    {
        if (word.EnumerateRunes().Count() >= ShortestIndexed)
        {
            var phrase = Parameter($"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            return $"f.Key IN (SELECT rowid FROM RunTexts WHERE RunTexts MATCH {phrase})";
        }

        var pattern = LikePattern.Holding(word);
        return $"f.Key IN (SELECT rowid FROM RunTexts WHERE {Like("Text", pattern)} OR {Like("Note", pattern)})";
    }

    private static string? Any<T>(IReadOnlyList<T> values, Func<T, string> condition) =>
        values.Count > 0 ? $"({string.Join(" OR ", values.Select(condition))})" : null;

    private string? One(object? value, string condition) => value is null ? null : $"{condition} {Parameter(value)}";

    private string Like(string column, string pattern) => $@"{column} LIKE {Parameter(pattern)} ESCAPE '\'";

    private string Parameter(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$f{_parameters.Count}");
        _parameters.Add(new SqliteParameter(name, value));
        return name;
    }

    private static bool IsNone(string accelerator) =>
        string.Equals(accelerator, "none", StringComparison.OrdinalIgnoreCase)
        || string.Equals(accelerator, "cpu", StringComparison.OrdinalIgnoreCase);
}
