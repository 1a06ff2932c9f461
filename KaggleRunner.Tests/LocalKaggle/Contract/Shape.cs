using System.Text.Json;
using System.Text.RegularExpressions;

namespace KaggleRunner.Tests.LocalKaggle.Contract;

/// <summary>A form that a value must have for the official tool to read it.</summary>
internal abstract record Shape
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static readonly Shape Text = new ScalarShape(JsonValueKind.String, @"(?s).*");

    /// <summary><c>2026-07-04T01:02:03.456Z</c>.</summary>
    public static readonly Shape Time = new ScalarShape(
        JsonValueKind.String,
        @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"
    );

    /// <summary>SDK 0.1.15 splits at the point and fails without one.</summary>
    public static readonly Shape Duration = new ScalarShape(JsonValueKind.String, @"\d+\.\d{1,9}s");
    public static readonly Shape Integer = new ScalarShape(JsonValueKind.Number, @"-?\d+");
    public static readonly Shape Flag = new FlagShape();

    public static Shape Names(params string[] names) => new ScalarShape(JsonValueKind.String, string.Join('|', names));

    public static Shape ListOf(Shape item) => new ListShape(item);

    /// <summary>Fields by name; any may be left out, none may be there that is not named.</summary>
    public static Shape Object(params (string Name, Shape Shape)[] fields) =>
        new ObjectShape(fields.ToDictionary(field => field.Name, field => field.Shape, StringComparer.Ordinal));

    /// <summary>What is wrong with a value, with its path.</summary>
    public abstract IEnumerable<string> Faults(JsonElement value, string path);

    private sealed record ScalarShape(JsonValueKind Kind, string Pattern) : Shape
    {
        public override IEnumerable<string> Faults(JsonElement value, string path)
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (value.ValueKind != Kind || !Regex.IsMatch(text, $"^(?:{Pattern})$", RegexOptions.None, Patience))
            {
                yield return $"{path}: {value.GetRawText()} is not of the form {Pattern}";
            }
        }
    }

    private sealed record FlagShape : Shape
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? []
                : [$"{path}: {value.GetRawText()} is neither true nor false"];
    }

    private sealed record ListShape(Shape Item) : Shape
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, index) => Item.Faults(item, $"{path}[{index}]"))
                : [$"{path}: {value.GetRawText()} is no list"];
    }

    private sealed record ObjectShape(IReadOnlyDictionary<string, Shape> Fields) : Shape
    {
        public override IEnumerable<string> Faults(JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.Object
                ? value
                    .EnumerateObject()
                    .SelectMany(field =>
                        Fields.TryGetValue(field.Name, out var shape)
                            ? shape.Faults(field.Value, $"{path}.{field.Name}")
                            : [$"{path}.{field.Name} is not documented"]
                    )
                : [$"{path}: {value.GetRawText()} is no object"];
    }
}
