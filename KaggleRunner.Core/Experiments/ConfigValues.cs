using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>Turns the nodes of one settings file into typed values, or says where and why that fails.</summary>
internal sealed partial class ConfigValues(string file)
{
    /// <summary>Calls the reader of each key; a key without a value counts as left out.</summary>
    public void Section(YamlNode node, IReadOnlyDictionary<string, Action<YamlNode>> keys)
    {
        var map = node as YamlMap ?? throw Wrong(node, "a section with keys");
        foreach (var (key, value) in map.Entries)
        {
            if (!keys.TryGetValue(key.Text, out var read))
            {
                var nearest = Nearest.To(key.Text, keys.Keys);
                var known = string.Join(", ", keys.Keys.Order(StringComparer.Ordinal));
                throw Error(key, $"there is no setting “{key.Text}”", $"The settings here are: {known}.", nearest);
            }

            if (!value.IsNothing)
            {
                read(value);
            }
        }
    }

    public string Text(YamlNode node) =>
        node is not YamlScalar scalar ? throw Wrong(node, "a text")
        : scalar.Text.Contains('\0', StringComparison.Ordinal) ? throw Error(node, "a text holds no NUL", null)
        : scalar.Text;

    public bool Flag(YamlNode node) =>
        node is YamlScalar { IsQuoted: false } scalar && bool.TryParse(scalar.Text, out var value)
            ? value
            : throw Wrong(node, "true or false");

    public IReadOnlyList<string> Texts(YamlNode node) =>
        node is YamlList list ? [.. list.Items.Select(Text)] : throw Wrong(node, "a list, like [a, b]");

    /// <summary>A list, or one line that is split as a shell would.</summary>
    public IReadOnlyList<string> Arguments(YamlNode node)
    {
        try
        {
            return node is YamlScalar ? ArgumentSplitter.Split(Text(node)) : Texts(node);
        }
        catch (RunnerException e) when (e is not ConfigException)
        {
            throw Error(node, e.Message, e.Remedy);
        }
    }

    public IReadOnlyList<string> Names(YamlNode node, Regex form, string example)
    {
        var names = Texts(node);
        var bad = names.ToList().FindIndex(name => !form.IsMatch(name));
        return bad < 0 ? names : throw Wrong(((YamlList)node).Items[bad], $"a name like {example}");
    }

    public IReadOnlyDictionary<string, string> Environment(YamlNode node)
    {
        var map = node as YamlMap ?? throw Wrong(node, "names with values, like {OMP_NUM_THREADS: \"2\"}");
        var bad = map.Entries.FirstOrDefault(entry => !EnvironmentName().IsMatch(entry.Key.Text)).Key;
        return bad is not null
            ? throw Wrong(bad, "the name of a variable (letters, digits and _)")
            : map.Entries.ToDictionary(
                entry => entry.Key.Text,
                entry => entry.Value.IsNothing ? "" : Text(entry.Value),
                StringComparer.Ordinal
            );
    }

    public TimeLimit Limit(YamlNode node) =>
        Text(node) is "none" ? new(null)
        : Durations.TryParse(Text(node), out var limit) ? new(limit)
        : throw Wrong(node, "a duration, like 2h, 90m or 1h30m, or none");

    public long Size(YamlNode node) =>
        ByteSizes.TryParse(Text(node), out var size) ? size : throw Wrong(node, "a size, like 200MB");

    public EditableInstall Editable(YamlNode node) =>
        node is YamlScalar { Text: "auto" } ? new(null)
        : node is YamlScalar { IsQuoted: false } scalar && bool.TryParse(scalar.Text, out var value) ? new(value)
        : throw Wrong(node, "auto, true or false");

    public string Accelerator(YamlNode node) =>
        Accelerators.IsKnownForm(Text(node))
            ? Text(node)
            : throw Wrong(node, "none, gpu, tpu or a machine shape like NvidiaTeslaT4");

    public ConfigException Error(YamlNode node, string problem, string? remedy, string? nearest = null) =>
        new(file, node.Line, node.Column, problem, nearest, remedy);

    private ConfigException Wrong(YamlNode node, string expected) =>
        Error(node, $"{expected} is expected here, not {node.Kind}", null);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    internal static partial Regex EnvironmentName();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+$", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex OwnedName();

    [GeneratedRegex(@"^[\w.-]+$", RegexOptions.None, 1000)]
    internal static partial Regex PlainName();
}
