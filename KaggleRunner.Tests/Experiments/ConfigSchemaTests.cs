using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.Experiments;

/// <summary>The published schema and the reader say the same of the same documents.</summary>
public sealed class ConfigSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ConfigSchema.Text)!.AsObject();

    /// <summary>Both accept these.</summary>
    private static readonly string[] Right =
    [
        "",
        "args:\nenv: ~\nquick:\nkernel:\nmatrix:\n",
        """
            target: experiments/train.py
            args: [--epochs, "30", 5, 0.5, true]
            kernel: {slug: my-kernel, title: My Kernel, private: false}
            accelerator: gpu
            internet: false
            timeout: 2h
            python: {requirements: [requirements.txt], packages: [rich], editable: auto}
            env: {OMP_NUM_THREADS: "2", N: 3, EMPTY: }
            data: {datasets: [a/b], competitions: [titanic], kernels: [c/d], models: [e/f/g/h/1]}
            pytest: {args: -q -k 'a b'}
            outputs: {include: ["**/*.png"], exclude: ["**/*.tmp"], download: {max_size: 200MB}}
            quick: {args: [--epochs, "1"], timeout: none, matrix: {seed: [1]}, outputs: {exclude: [a]}}
            """,
        "test_name: tests/test_a.py\nkernel: {slug: old-kernel, enable_gpu: true, enable_internet: false}\n",
        "target: [tests/a, tests/b::test_x]\n",
        "matrix: {seed: [1, 2], lr: [0.1, 1e-3], name: [a, \"\"], flag: [true]}\nargs: ['${{ matrix.seed }}']\n",
        "matrix: {}\n",
        "timeout: 3600\n",
        "timeout: 1h30m\n",
        "timeout: 1.5h\n",
        "accelerator: NvidiaH100\n",
        "accelerator: GPU\n",
        "accelerator: SomethingNew9\n",
        "outputs: {download: {max_size: 1.5GiB}}\n",
        "outputs: {download: {max_size: 1000}}\n",
        "outputs: {download: {include: [a], exclude: [\"**/*.npy\"], max_total: 2GB}}\n",
        "python: {editable: true}\n",
        "python: {requirements: [a/..b/requirements.txt]}\n",
        "data: {competitions: [3136]}\n",
        "env: {}\n",
        "args: a b c\n",
    ];

    /// <summary>Both refuse these.</summary>
    private static readonly string[] Wrong =
    [
        "- a\n",
        "text\n",
        "acelerator: gpu\n",
        "kernel: {slugg: x}\n",
        "kernel: name\n",
        "kernel: {slug: abc}\n",
        "kernel: {slug: Not A Slug}\n",
        "kernel: {slug: my--kernel}\n",
        "kernel: {title: abc}\n",
        "quick: {quick: {}}\n",
        "quick: {target: a}\n",
        "quick: {matrix: {seed: 1}}\n",
        "args: {a: b}\n",
        "args: [[a]]\n",
        "internet: \"true\"\n",
        "internet: yes\n",
        "timeout: soon\n",
        "timeout: [2h]\n",
        "timeout: 2592001\n",
        "timeout: 0\n",
        "timeout: -5\n",
        "timeout: 1h2\u00a0m\n",
        "accelerator: two gpus\n",
        "accelerator: true\n",
        "accelerator: [gpu]\n",
        "outputs: {download: {max_size: big}}\n",
        "outputs: {download: {max_size: -1}}\n",
        "outputs: {download: {most: 1}}\n",
        "outputs: {download: {include: a}}\n",
        "outputs: {download: {max_total: lots}}\n",
        "outputs: [a]\n",
        "env: {\"A B\": x}\n",
        "env: {A: [x]}\n",
        "env: [A]\n",
        "data: {datasets: [titanic]}\n",
        "data: {competitions: [a/b]}\n",
        "data: {files: [a]}\n",
        "python: {requirements: [../r.txt]}\n",
        "python: {requirements: [/r.txt]}\n",
        "python: {requirements: r.txt}\n",
        "python: {editable: perhaps}\n",
        "pytest: [-q]\n",
        "target: []\n",
        "target: {a: b}\n",
        "matrix: [1]\n",
        "matrix: {seed: 1}\n",
        "matrix: {seed: []}\n",
        "matrix: {seed: }\n",
        "matrix: {seed: [[1]]}\n",
        "matrix: {seed: [1, ~]}\n",
        "matrix: {seed: [1, 1]}\n",
        "matrix: {9: [1]}\n",
        "matrix: {\"a b\": [1]}\n",
    ];

    /// <summary>What a schema cannot say: the reader alone refuses these.</summary>
    private static readonly string[] BeyondTheSchema =
    [
        "kernel: {slug: my-kernel, title: Another Title}\n",
        "args: \"a 'b\"\n",
        "args: ['${{ matrix.seed }}']\n",
        "timeout: 0s\n",
        "matrix: {a-b: [1], A_B: [2]}\n",
        "matrix: {a: [1,2,3,4,5,6,7,8,9,10,11], b: [1,2,3,4,5,6,7,8,9,10]}\n",
    ];

    [Fact]
    public async Task Reader_and_schema_accept_and_refuse_the_same_documents()
    {
        string[] all = [.. Right, .. Wrong, .. BeyondTheSchema, .. Documented()];
        var accepted = await SchemaValidator.AcceptsAsync(ConfigSchema.Text, all.Select(Json));

        all.Zip(accepted)
            .Where(one =>
                one.Second
                != Right.Concat(BeyondTheSchema).Concat(Documented()).Contains(one.First, StringComparer.Ordinal)
            )
            .Select(one => one.First)
            .Should()
            .BeEmpty("the schema judges these otherwise");
        all.Where(text => IsRead(text) != Right.Concat(Documented()).Contains(text, StringComparer.Ordinal))
            .Should()
            .BeEmpty("the reader judges these otherwise");
    }

    [Fact]
    public void Each_section_has_the_keys_of_the_reader_and_explains_them()
    {
        var sections = Sections(Schema, "").ToList();

        sections.Select(section => section.Path).Should().Contain(["", "quick.", "quick.outputs.download.", "kernel."]);
        foreach (var (path, properties) in sections)
        {
            var text = string.Concat(path.Split('.')[..^1].Select(key => $"{{{key}: ")) + "{zzzzzzzzzzzzzzzzzzzz: 1}";
            var error = FluentActions
                .Invoking(() => ConfigReader.Read("c.yml", text + new string('}', path.Count(c => c == '.'))))
                .Should()
                .Throw<ConfigException>()
                .Which;
            var known = properties.Select(property => property.Key).Order(StringComparer.Ordinal);
            error.Remedy.Should().Be($"The settings here are: {string.Join(", ", known)}.", $"of “{path}”");
            properties
                .Should()
                .OnlyContain(property => property.Value!["description"]!.GetValue<string>().Length > 20, path);
        }
    }

    [Fact]
    public void The_accelerators_are_those_that_are_known()
    {
        var words = Schema["$defs"]!["accelerator"]!["anyOf"]![0]!["enum"]!.AsArray();

        words
            .Select(word => word?.GetValue<string>())
            .Should()
            .BeEquivalentTo(["none", "gpu", "tpu", .. Accelerators.Shapes, null]);
    }

    [Fact]
    public void Each_example_is_a_setting()
    {
        foreach (var (path, properties) in Sections(Schema, ""))
        {
            foreach (var (key, property) in properties)
            {
                foreach (var example in property!["examples"]?.AsArray() ?? [])
                {
                    var text = new JsonObject { [key] = example!.DeepClone() };
                    var whole = path.Split('.')[..^1]
                        .Reverse()
                        .Aggregate(text, (inner, section) => new JsonObject { [section] = inner });
                    ConfigReader.Read("c.yml", whole.ToJsonString(), "seed", "numpy", "KEY");
                }
            }
        }
    }

    private static IEnumerable<(string Path, JsonObject Properties)> Sections(JsonNode node, string path)
    {
        var schema = node["$ref"] is { } reference
            ? Schema["$defs"]![reference.GetValue<string>().Split('/')[^1]]!
            : node;
        if (schema["properties"] is not JsonObject properties)
        {
            yield break;
        }

        yield return (path, properties);
        foreach (var (key, value) in properties)
        {
            foreach (var section in Sections(value!, $"{path}{key}."))
            {
                yield return section;
            }
        }
    }

    private static bool IsRead(string text)
    {
        try
        {
            ConfigReader.Read("c.yml", text);
            return true;
        }
        catch (ConfigException)
        {
            return false;
        }
    }

    /// <summary>The examples of the documentation.</summary>
    private static IEnumerable<string> Documented() =>
        Regex
            .Matches(
                File.ReadAllText(Path.Combine(Programs.Root, "docs", "config.md")),
                "^```yaml\n(?<text>.*?)^```",
                RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(10)
            )
            .Select(match => match.Groups["text"].Value);

    // As an editor's YAML reader types it: what is not quoted may be a number, true, false or null.
    private static JsonNode? Json(string text) =>
        text.StartsWith("- ", StringComparison.Ordinal) ? new JsonArray("a")
        : text == "text\n" ? JsonValue.Create("text")
        : Json(YamlTree.Read("c.yml", text));

    private static JsonNode? Json(YamlNode? node) =>
        node switch
        {
            YamlMap map => new JsonObject(
                map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))
            ),
            YamlList list => new JsonArray([.. list.Items.Select(Json)]),
            null or { IsNothing: true } => null,
            YamlScalar { IsQuoted: false } scalar when bool.TryParse(scalar.Text, out var flag) => flag,
            YamlScalar { IsQuoted: false } scalar
                when long.TryParse(
                    scalar.Text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var whole
                ) => whole,
            YamlScalar { IsQuoted: false } scalar
                when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            YamlScalar scalar => scalar.Text,
            _ => throw new InvalidOperationException(),
        };
}
