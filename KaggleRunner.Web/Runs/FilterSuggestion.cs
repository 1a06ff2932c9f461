using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Web.Runs;

/// <summary>What a beginning of a filter may become.</summary>
/// <param name="Text">What stands in the field when it is taken.</param>
/// <param name="Note">What it takes, or how many runs have it.</param>
/// <param name="IsWhole">False for a key, which still wants a value.</param>
public sealed record FilterSuggestion(string Text, string Note, bool IsWhole);

/// <summary>Completes keys, and the values that there are.</summary>
public sealed class FilterSuggestions(RunStore store)
{
    private const int Most = 12;

    private static readonly Dictionary<string, RunField> Fields = new(StringComparer.Ordinal)
    {
        ["target"] = RunField.Target,
        ["branch"] = RunField.Branch,
        ["accelerator"] = RunField.Accelerator,
        ["kernel"] = RunField.Kernel,
        ["tag"] = RunField.Tag,
    };

    private static readonly Dictionary<string, string[]> Fixed = new(StringComparer.Ordinal)
    {
        ["verdict"] = [.. RunStandings.All.Select(standing => standing.Key())],
        ["account"] = ["local", "kaggle"],
        ["quick"] = ["yes", "no"],
        ["starred"] = ["yes", "no"],
        ["since"] = ["1d", "7d", "30d"],
        ["until"] = ["1d", "7d", "30d"],
        ["longer"] = ["1m", "10m", "1h"],
        ["shorter"] = ["1m", "10m", "1h"],
        ["sort"] = ["created", "created-asc", "duration", "duration-asc", "target", "number", "number-asc"],
    };

    /// <param name="typed">The beginning of one part of a filter; with a dash before it, of what is not wanted.</param>
    /// <param name="scope">The runs whose values are offered.</param>
    public async Task<IReadOnlyList<FilterSuggestion>> ListAsync(
        string typed,
        RunQuery scope,
        CancellationToken cancellationToken
    )
    {
        var sign = typed.TrimStart() is ['-', not '-', ..] or "-" ? "-" : "";
        var found = await ListWantedAsync(typed.Trim()[sign.Length..], scope, cancellationToken);
        return sign.Length == 0
            ? found
            :
            [
                .. found
                    .Where(suggestion => !suggestion.Text.StartsWith("sort:", StringComparison.Ordinal))
                    .Select(suggestion => suggestion with { Text = sign + suggestion.Text }),
            ];
    }

    private async Task<IReadOnlyList<FilterSuggestion>> ListWantedAsync(
        string text,
        RunQuery scope,
        CancellationToken cancellationToken
    )
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return
            [
                .. FilterKey
                    .All.Where(key => key.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                    .Select(key => new FilterSuggestion($"{key.Name}:", key.Takes, IsWhole: false)),
            ];
        }

        var (name, begun) = (text[..colon].ToLowerInvariant(), text[(colon + 1)..].Trim('"'));
        name = name == "state" ? "verdict" : name;
        if (Fixed.TryGetValue(name, out var values))
        {
            return
            [
                .. values
                    .Where(value => value.Contains(begun, StringComparison.OrdinalIgnoreCase))
                    .Select(value => new FilterSuggestion($"{name}:{value}", "", IsWhole: true)),
            ];
        }

        return Fields.TryGetValue(name, out var field)
            ? await ListValuesAsync(name, field, begun, scope, cancellationToken)
            : [];
    }

    private async Task<IReadOnlyList<FilterSuggestion>> ListValuesAsync(
        string name,
        RunField field,
        string begun,
        RunQuery scope,
        CancellationToken cancellationToken
    )
    {
        var found = await store.ListValuesAsync(field, scope with { Take = 500 }, cancellationToken);
        return
        [
            .. found
                .Where(value => value.Value.Contains(begun, StringComparison.OrdinalIgnoreCase))
                .Where(value => value.Value != "none" || field == RunField.Accelerator)
                .Take(Most)
                .Select(value => new FilterSuggestion(Quoted(name, value.Value), $"{value.Count}", IsWhole: true)),
        ];
    }

    /// <summary>As a query writes it: with quotation marks where they are needed.</summary>
    private static string Quoted(string name, string value) => FilterKey.Find(name).Write(new RunQuery(), [value]).Text;
}
