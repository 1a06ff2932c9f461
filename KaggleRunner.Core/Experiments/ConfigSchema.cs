using System.Text;

namespace KaggleRunner.Core.Experiments;

/// <summary>
/// The published JSON Schema of settings files, <c>docs/config.schema.json</c>: for editors, which complete and explain by it. What
/// <see cref="ConfigReader"/> accepts, it accepts; of what the reader refuses it knows all that a schema can say.
/// </summary>
public static class ConfigSchema
{
    private static readonly Lazy<string> Read = new(() =>
    {
        using var stream = typeof(ConfigSchema).Assembly.GetManifestResourceStream("config.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>The schema, as JSON (draft 2020-12).</summary>
    public static string Text => Read.Value;
}
