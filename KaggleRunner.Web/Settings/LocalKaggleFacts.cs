using System.Text.Json;

namespace KaggleRunner.Web.Settings;

/// <summary>What the local Kaggle's folder tells: where it listens and which Python runs its kernels.</summary>
/// <param name="State">What the preparation of that Python said last.</param>
public sealed record LocalKaggleFacts(IReadOnlyList<(string Name, string Value, bool IsCode)> Facts, string? State)
{
    private const int MostState = 4000;

    public static LocalKaggleFacts Unknown { get; } = new([], null);

    public static LocalKaggleFacts Read(string folder)
    {
        var isPreparing = File.Exists(Path.Combine(folder, "python.preparing"));
        var python = Text(folder, "python.path");
        return new LocalKaggleFacts(
            [
                ("Address", Address(folder) ?? "not running; it starts with the first run", false),
                ("Folder", folder, true),
                (
                    "Python",
                    isPreparing ? "being prepared; runs wait for it" : python ?? "the machine's own",
                    python is not null && !isPreparing
                ),
            ],
            Text(folder, "python.state")
        );
    }

    private static string? Address(string folder)
    {
        try
        {
            return Text(folder, "address.json") is { } json
                ? JsonDocument.Parse(json).RootElement.GetProperty("url").GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(string folder, string name)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, name)).Trim();
            return text.Length switch
            {
                0 => null,
                > MostState => "…" + text[^MostState..],
                _ => text,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
