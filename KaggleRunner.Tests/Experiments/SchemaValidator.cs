using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;

namespace KaggleRunner.Tests.Experiments;

/// <summary>Python's jsonschema: of what can be restored for .NET nothing reads draft 2020-12.</summary>
internal static class SchemaValidator
{
    private const string Program = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema, documents = json.load(sys.stdin)
        Draft202012Validator.check_schema(schema)
        print(json.dumps([Draft202012Validator(schema).is_valid(document) for document in documents]))
        """;

    private const string Python = "/usr/bin/python3";

    /// <summary>Whether the schema accepts each of the documents; skips the test where there is no validator.</summary>
    public static async Task<IReadOnlyList<bool>> AcceptsAsync(string schema, IEnumerable<JsonNode?> documents)
    {
        var input = new JsonArray(JsonNode.Parse(schema), new JsonArray([.. documents])).ToJsonString();
        Assert.SkipUnless(await HasValidatorAsync(), "python3-jsonschema is not installed.");
        var result = await Cli.Wrap(Python)
            .WithArguments(["-I", "-c", Program])
            .WithStandardInputPipe(PipeSource.FromString(input))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<List<bool>>(result.StandardOutput)!;
    }

    private static async Task<bool> HasValidatorAsync()
    {
        var probe = await Cli.Wrap(Python)
            .WithArguments(["-I", "-c", "from jsonschema import Draft202012Validator"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return probe.ExitCode == 0;
    }
}
