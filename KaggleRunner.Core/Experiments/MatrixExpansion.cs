using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>Makes the settings of each run of a matrix.</summary>
internal static class MatrixExpansion
{
    /// <summary>One a combination, the first key varying slowest; one alone without a matrix.</summary>
    /// <exception cref="RunnerException">A placeholder names no key of the matrix.</exception>
    public static IReadOnlyList<RunSettings> Cells(
        RunSettings template,
        IReadOnlyList<MatrixAxis> axes,
        TargetKind kind
    )
    {
        var named = Texts(template).SelectMany(MatrixPlaceholders.NamesIn).Distinct(StringComparer.Ordinal).ToList();
        string[] keys = [.. axes.Select(axis => axis.Key)];
        foreach (var name in named)
        {
            if (MatrixPlaceholders.ProblemOf(name, keys) is var (problem, nearest, remedy))
            {
                var sentence = $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.";
                throw new RunnerException(sentence, nearest is null ? remedy : $"Did you mean “{nearest}”?");
            }
        }

        var used = named.Select(MatrixPlaceholders.KeyOf).ToHashSet(StringComparer.Ordinal);
        var unused = kind == TargetKind.Script ? keys.Where(key => !used.Contains(key)).ToList() : [];
        return [.. Combinations(axes).Select(values => Cell(template, values, unused))];
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Combinations(IReadOnlyList<MatrixAxis> axes) =>
        axes.Aggregate(
                (IEnumerable<IEnumerable<KeyValuePair<string, string>>>)
                    [
                        [],
                    ],
                (combinations, axis) =>
                    combinations.SelectMany(
                        _ => axis.Values,
                        (before, value) => before.Append(KeyValuePair.Create(axis.Key, value))
                    )
            )
            .Select(pairs => new Dictionary<string, string>(pairs, StringComparer.Ordinal));

    private static RunSettings Cell(
        RunSettings template,
        IReadOnlyDictionary<string, string> values,
        List<string> appended
    )
    {
        string Fill(string text) => MatrixPlaceholders.Fill(text, values);
        var environment = values.ToDictionary(
            value => MatrixAxis.VariableOf(value.Key),
            value => value.Value,
            StringComparer.Ordinal
        );
        foreach (var (name, value) in template.Environment)
        {
            environment[name] = Fill(value);
        }

        return template with
        {
            Matrix = values,
            Args = [.. template.Args.Select(Fill), .. appended.SelectMany(key => Option(key, values[key]))],
            PytestArgs = [.. template.PytestArgs.Select(Fill)],
            Environment = environment,
            Python = template.Python with { Packages = [.. template.Python.Packages.Select(Fill)] },
        };
    }

    // A value that looks like an option would be taken for one.
    private static string[] Option(string key, string value) =>
        value.StartsWith('-') ? [$"--{key}={value}"] : [$"--{key}", value];

    private static IEnumerable<string> Texts(RunSettings settings) =>
        [.. settings.Args, .. settings.PytestArgs, .. settings.Environment.Values, .. settings.Python.Packages];
}
