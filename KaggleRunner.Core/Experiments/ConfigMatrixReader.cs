namespace KaggleRunner.Core.Experiments;

/// <summary>Reads the key <c>matrix</c> and finds the placeholders that name what it does not have.</summary>
internal static class ConfigMatrixReader
{
    private const string Example = "a list of values, like [1, 2, 3]";

    public static IReadOnlyList<MatrixAxis> Read(ConfigValues values, YamlNode node)
    {
        var map = node as YamlMap ?? throw values.Wrong(node, "keys with lists of values, like {seed: [1, 2, 3]}");
        MatrixAxis[] axes = [.. map.Entries.Select(entry => Axis(values, entry.Key, entry.Value))];
        return MatrixRules.Problem(axes) is { } problem ? throw values.Error(node, problem, "Take some out.") : axes;
    }

    /// <exception cref="ConfigException">A placeholder names none of the keys.</exception>
    public static void CheckPlaceholders(ConfigValues values, IReadOnlyCollection<string> keys)
    {
        foreach (var (node, name) in values.Placeholders)
        {
            if (MatrixPlaceholders.ProblemOf(name, keys) is var (problem, nearest, remedy))
            {
                throw values.Error(node, problem, remedy, nearest);
            }
        }
    }

    private static MatrixAxis Axis(ConfigValues values, YamlScalar key, YamlNode node)
    {
        if (MatrixRules.KeyProblem(key.Text) is { } wrong)
        {
            throw values.Error(key, wrong, null);
        }

        var list = node as YamlList ?? throw values.Wrong(node, Example);
        var axis = new MatrixAxis(key.Text, [.. list.Items.Select(item => Value(values, item))]);
        return MatrixRules.ValuesProblem(axis) is { } problem ? throw values.Error(node, problem, null) : axis;
    }

    private static string Value(ConfigValues values, YamlNode node) =>
        node is YamlScalar && !node.IsNothing ? values.Text(node) : throw values.Wrong(node, "a single value");
}
