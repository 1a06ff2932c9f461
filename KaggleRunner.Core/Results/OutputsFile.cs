using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Results;

/// <summary><c>outputs.json</c> in a run's folder: what was collected, and what was not and why.</summary>
public static class OutputsFile
{
    private const string Name = "outputs.json";

    /// <summary>What was written; null when the collection has not ended or the file cannot be understood.</summary>
    public static CollectedOutputs? Read(string folder)
    {
        try
        {
            var text = File.ReadAllBytes(Path.Combine(folder, Name));
            return JsonSerializer.Deserialize(text, OutputsJson.Default.CollectedOutputs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal static void Write(string folder, CollectedOutputs outputs)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            AtomicFile.WriteAllText(path, JsonSerializer.Serialize(outputs, OutputsJson.Default.CollectedOutputs));
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(CollectedOutputs))]
internal sealed partial class OutputsJson : JsonSerializerContext;
