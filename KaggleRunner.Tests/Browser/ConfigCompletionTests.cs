using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Tests.Browser;

/// <summary>What the editor of settings files makes of the place of the cursor, which | marks.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class ConfigCompletionTests(LiveDashboard dashboard)
{
    private const string Place = """
        async text => {
          const { placeAt } = await import("/assets/js/yaml-place.js");
          const before = text.split("|")[0].split("\n");
          const place = placeAt(text.replace("|", "").split("\n"), before.length - 1, before.at(-1).length);
          return place === null ? "nowhere" : `${place.path.join("/")}:${place.key ?? ""} ${[...place.used].join(",")}`.trim();
        }
        """;

    private const string Offers = """
        async ([schema, path, isValue]) => {
          const { keysOf, nodeAt, valuesOf } = await import("/assets/js/config-schema.js");
          const root = JSON.parse(schema);
          const node = nodeAt(root, path);
          return (isValue ? valuesOf(root, node).map(value => value.text) : keysOf(root, node).map(key => key.name)).join(" ");
        }
        """;

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["|"] = ":",
        ["timeout: 2h\nacc|"] = ": timeout",
        ["kernel:\n  ti|\n  slug: a"] = "kernel: slug",
        ["kernel: {slug: a, ti|"] = "kernel: slug",
        ["kernel: {private: |"] = "kernel:private private",
        ["accelerator: g|"] = ":accelerator accelerator",
        ["quick:\n  python:\n    |"] = "quick/python:",
        ["args: [--epochs, |"] = "args:[]",
        ["python:\n  packages:\n    - |"] = "python/packages/[]:",
        ["timeout: 2h # acc|"] = "nowhere",
        ["args: [\"a|"] = "nowhere",
        ["{[}]: \"|"] = "nowhere",
    };

    [Fact]
    public async Task The_place_of_the_cursor_is_known_in_half_typed_text()
    {
        await using var visit = await dashboard.VisitAsync();
        foreach (var (text, place) in Places)
        {
            (await visit.Page.EvaluateAsync<string>(Place, text)).Should().Be(place, text);
        }
    }

    [Fact]
    public async Task Keys_and_values_come_from_the_schema_of_the_reader()
    {
        await using var visit = await dashboard.VisitAsync();

        (await OfferAsync([], isValue: false))
            .Should()
            .Contain("target")
            .And.Contain("matrix")
            .And.NotContain("test_name", "the older form is read, not offered");
        (await OfferAsync(["kernel"], isValue: false)).Should().Contain("slug title private");
        (await OfferAsync(["quick"], isValue: false)).Should().Contain("timeout").And.NotContain("quick");
        (await OfferAsync(["accelerator"], isValue: true)).Should().Contain("none").And.Contain("NvidiaTeslaT4");
        (await OfferAsync(["internet"], isValue: true)).Should().Be("true false");
        (await OfferAsync(["no", "such"], isValue: true)).Should().BeEmpty();

        Task<string> OfferAsync(string[] path, bool isValue) =>
            visit.Page.EvaluateAsync<string>(Offers, new object[] { ConfigSchema.Text, path, isValue });
    }
}
