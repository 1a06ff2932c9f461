using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>
/// A part of a filter's text: <c>key:value,value</c>, or a word to look for, which has no key; what begins with a single
/// <c>-</c> is not wanted.
/// </summary>
internal sealed record FilterToken(string? Key, IReadOnlyList<string> Values, bool IsNegated = false)
{
    private const int Longest = 2000;

    /// <exception cref="RunnerException">A quote is not closed, or the text is too long.</exception>
    public static IReadOnlyList<FilterToken> Split(string text)
    {
        if (text.Length > Longest)
        {
            throw new RunnerException($"The filter is longer than {Longest} characters.", "Shorten it.");
        }

        var tokens = new List<FilterToken>();
        for (var at = 0; ; )
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return tokens;
            }

            tokens.Add(Read(text, ref at));
        }
    }

    public override string ToString() =>
        (IsNegated ? "-" : "")
        + (
            Key is null
                ? Quoted(Values[0], isWord: true)
                : $"{Key}:{string.Join(',', Values.Select(v => Quoted(v, isWord: false)))}"
        );

    private static FilterToken Read(string text, ref int at)
    {
        var isNegated = IsNegation(text, at);
        at += isNegated ? 1 : 0;
        var key = KeyAt(text, at);
        if (key is null)
        {
            return new FilterToken(null, [ReadValue(text, ref at, isWord: true)], isNegated);
        }

        at += key.Length;
        var values = new List<string>();
        do
        {
            at++;
            values.Add(ReadValue(text, ref at, isWord: false));
        } while (at < text.Length && text[at] == ',');
        return new FilterToken(key.ToLowerInvariant(), values, isNegated);
    }

    /// <summary>A single dash before something; <c>--epochs</c> is a word that runs have among their arguments.</summary>
    private static bool IsNegation(string text, int at) =>
        text[at] == '-' && at + 1 < text.Length && text[at + 1] != '-' && !char.IsWhiteSpace(text[at + 1]);

    /// <summary>The letters before a colon; a node id (<c>a.py::test</c>) is no key.</summary>
    private static string? KeyAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var isKey =
            end > at && end < text.Length && text[end] == ':' && !(end + 1 < text.Length && text[end + 1] == ':');
        return isKey ? text[at..end] : null;
    }

    private static string ReadValue(string text, ref int at, bool isWord)
    {
        if (at < text.Length && text[at] == '"')
        {
            return ReadQuoted(text, ref at);
        }

        var begin = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && (isWord || text[at] != ','))
        {
            at++;
        }

        return text[begin..at];
    }

    private static string ReadQuoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(text[at]);
        }

        throw new RunnerException(
            "A quotation mark in the filter is not closed.",
            "Close it, or write \\\" inside of quotes."
        );
    }

    private static string Quoted(string value, bool isWord)
    {
        var isPlain =
            value.Length > 0
            && !value.Any(c => char.IsWhiteSpace(c) || c == '"' || (c == ',' && !isWord))
            && !(isWord && (KeyAt(value, 0) is not null || IsNegation(value, 0)));
        return isPlain
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
