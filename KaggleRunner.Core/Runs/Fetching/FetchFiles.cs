using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>The fetches of a home that are not done, a file each in its folder <c>fetches</c>: the next process goes on with them.</summary>
internal sealed class FetchFiles(RunnerHome home)
{
    public const string Folder = "fetches";

    private readonly string _folder = Path.Combine(home.Root, Folder);

    public IReadOnlyList<OutputFetch> Read() =>
        Directory.Exists(_folder)
            ? [.. Directory.EnumerateFiles(_folder, "*.json").Select(TryRead).OfType<OutputFetch>()]
            : [];

    /// <exception cref="RunnerException">It cannot be written.</exception>
    public void Write(OutputFetch fetch)
    {
        var path = PathOf(fetch.Run);
        try
        {
            Directory.CreateDirectory(_folder);
            var file = new FetchFile(
                fetch.Run.Project.Value,
                fetch.Run.Number,
                fetch.Wish.Names,
                fetch.Wish.Pattern,
                fetch.Stopped
            );
            AtomicFile.WriteAllText(path, JsonSerializer.Serialize(file, FetchJson.Default.FetchFile));
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }

    public void Remove(RunId run) => File.Delete(PathOf(run));

    private string PathOf(RunId run) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{run.Project}.{run.Number}.json"));

    private static OutputFetch? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), FetchJson.Default.FetchFile) is { } file
                ? new OutputFetch(new RunId(new ProjectId(file.Project), file.Number), new(file.Names, file.Pattern))
                {
                    Stopped = file.Stopped,
                }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

internal sealed record FetchFile(
    string Project,
    int Number,
    IReadOnlyList<string>? Names,
    string? Pattern,
    string? Stopped
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FetchFile))]
internal sealed partial class FetchJson : JsonSerializerContext;
