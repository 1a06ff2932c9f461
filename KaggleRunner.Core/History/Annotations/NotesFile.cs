using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Annotations;

/// <summary>A run's <c>notes.json</c>: tags, note and star, in the run's folder, so that it stands alone.</summary>
internal static class NotesFile
{
    public const string Name = "notes.json";
    private const long Largest = 256 * 1024;

    private static readonly NotesJson Json = new(
        new JsonSerializerOptions(NotesJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>What stands in the folder; nothing when the file is missing or cannot be understood.</summary>
    public static RunAnnotations Read(string folder) => TryRead(folder) ?? RunAnnotations.None;

    /// <summary>What stands in the folder; null when the file is missing or cannot be understood.</summary>
    public static RunAnnotations? TryRead(string folder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, Name));
            return file is { Exists: true, LinkTarget: null, Length: <= Largest }
                ? TryParse(File.ReadAllText(file.FullName))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The annotations in the text, as far as they keep to the rules: the file may be anybody's.</summary>
    public static RunAnnotations Parse(string? text) => TryParse(text) ?? RunAnnotations.None;

    private static RunAnnotations? TryParse(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text)
                ? null
                : AnnotationRules.Admissible(JsonSerializer.Deserialize(text, Json.RunAnnotations));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Format(RunAnnotations annotations) =>
        JsonSerializer.Serialize(annotations, Json.RunAnnotations);

    /// <exception cref="RunnerException">The file cannot be written.</exception>
    public static void Write(string folder, string text)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            AtomicFile.WriteAllText(path, text);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunAnnotations))]
internal sealed partial class NotesJson : JsonSerializerContext;
