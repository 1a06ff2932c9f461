using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KaggleRunner.LocalKaggle.Common;

/// <summary>Reads a record that an earlier server left; one that is damaged is left aside, with a warning.</summary>
internal static partial class JsonFile
{
    public static T? ReadOrNull<T>(string path, JsonTypeInfo<T> type, ILogger logger)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            Log.Unreadable(logger, exception, path);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} cannot be read and is left aside")]
        public static partial void Unreadable(ILogger logger, Exception exception, string path);
    }
}
