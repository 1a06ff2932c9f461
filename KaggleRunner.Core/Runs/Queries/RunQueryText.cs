using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>Filter and order of a query as one line: <c>key:value,value</c> and words, apart by spaces, quoted where needed.</summary>
internal static class RunQueryText
{
    private const int MostValues = 200;

    public static RunQuery Parse(string text)
    {
        var query = new RunQuery();
        var tokens = FilterToken.Split(text);
        if (tokens.Sum(token => token.Values.Count) > MostValues)
        {
            throw new RunnerException($"The filter has more than {MostValues} values.", "Shorten it.");
        }

        foreach (var token in tokens)
        {
            query = token.Key is { } key
                ? FilterKey.Find(key).Write(query, token.Values)
                : WithWord(query, token.Values[0]);
        }

        return query;
    }

    public static string Format(RunQuery query)
    {
        var keyed = FilterKey
            .All.Select(key => new FilterToken(key.Name, [.. key.Read(query)]))
            .Where(token => token.Values.Count > 0);
        var words = query.Filter.Words.Select(word => new FilterToken(null, [word]));
        return string.Join(' ', keyed.Concat(words).Select(token => token.ToString()));
    }

    private static RunQuery WithWord(RunQuery query, string word) =>
        word.Trim().Length == 0
            ? query
            : query with
            {
                Filter = query.Filter with { Words = [.. query.Filter.Words, word] },
            };
}
