using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>Turns the nodes of one settings file into typed values, or says where and why that fails.</summary>
internal sealed partial class ConfigValues(string file)
{
    private readonly List<(YamlScalar Node, string Name)> _placeholders = [];

    /// <summary>The placeholders in the texts that may hold some, in order.</summary>
    public IReadOnlyList<(YamlScalar Node, string Name)> Placeholders => _placeholders;

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

    /// <summary>A list of texts that may hold placeholders.</summary>
    public IReadOnlyList<string> Templates(YamlNode node)
    {
        var texts = Texts(node);
        foreach (var item in ((YamlList)node).Items)
        {
            NotePlaceholders(item);
        }

        return texts;
    }

    /// <summary>A list, or one line that is split as a shell would.</summary>
    public IReadOnlyList<string> Arguments(YamlNode node)
    {
        try
        {
            if (node is not YamlScalar)
            {
                return Templates(node);
            }

            NotePlaceholders(node);
            return ArgumentSplitter.Split(Text(node));
        }
        catch (RunnerException e) when (e is not ConfigException)
        {
            throw Error(node, e.Message, e.Remedy);
        }
    }

    /// <summary>One text or a list of some.</summary>
    public IReadOnlyList<string> Targets(YamlNode node)
    {
        var targets = node is YamlScalar ? [Text(node)] : Texts(node);
        return targets.Count > 0 ? targets : throw Wrong(node, "a target or a list of targets");
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
                entry => entry.Value.IsNothing ? "" : Template(entry.Value),
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
        Accelerators.IsKnownForm(Text(node)) && !(node is YamlScalar { IsQuoted: false, Text: "true" or "false" })
            ? Text(node)
            : throw Wrong(node, "none, gpu, tpu or a machine shape like NvidiaTeslaT4");

    public ConfigException Error(YamlNode node, string problem, string? remedy, string? nearest = null) =>
        new(file, node.Line, node.Column, problem, nearest, remedy);

    public ConfigException Wrong(YamlNode node, string expected) =>
        Error(node, $"{expected} is expected here, not {node.Kind}", null);

    private string Template(YamlNode node)
    {
        NotePlaceholders(node);
        return Text(node);
    }

    private void NotePlaceholders(YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            _placeholders.AddRange(MatrixPlaceholders.NamesIn(scalar.Text).Select(name => (scalar, name)));
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    internal static partial Regex EnvironmentName();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex OwnedName();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+$", RegexOptions.None, 1000)]
    internal static partial Regex PlainName();
}
