using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>
/// Filter and order of a query as one line: <c>key:value,value</c> and words, apart by spaces, quoted where needed; with
/// <c>-</c> before it what is not wanted.
/// </summary>
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
            query = token.IsNegated ? Without(query, token) : With(query, token);
        }

        return query;
    }

    public static string Format(RunQuery query)
    {
        var tokens = Tokens(query, areNegated: false);
        if (query.Filter.Except is { } except)
        {
            tokens = tokens.Concat(Tokens(new RunQuery { Filter = except }, areNegated: true));
        }

        return string.Join(' ', tokens.Select(token => token.ToString()));
    }

    private static IEnumerable<FilterToken> Tokens(RunQuery query, bool areNegated)
    {
        var keyed = FilterKey
            .All.Select(key => new FilterToken(key.Name, [.. key.Read(query)], areNegated))
            .Where(token => token.Values.Count > 0);
        return keyed.Concat(query.Filter.Words.Select(word => new FilterToken(null, [word], areNegated)));
    }

    private static RunQuery With(RunQuery query, FilterToken token) =>
        token.Key is { } key ? FilterKey.Find(key).Write(query, token.Values) : WithWord(query, token.Values[0]);

    private static RunQuery Without(RunQuery query, FilterToken token)
    {
        if (token.Key is "sort")
        {
            throw new RunnerException(
                "The order cannot be left out with “-sort:”.",
                "Write sort:created-asc to turn it round."
            );
        }

        var unwanted = With(new RunQuery { Filter = query.Filter.Except ?? RunFilter.Everything }, token);
        return query with { Filter = query.Filter with { Except = unwanted.Filter } };
    }

    private static RunQuery WithWord(RunQuery query, string word) =>
        word.Trim().Length == 0
            ? query
            : query with
            {
                Filter = query.Filter with { Words = [.. query.Filter.Words, word] },
            };
}
