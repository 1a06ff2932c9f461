using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary><c>faults.json</c> in the home, by which faults are switched while the server lives.</summary>
internal sealed partial class FaultFile(HomeLayout home, ILogger<FaultFile> logger)
{
    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(home.Root, "faults.json");
    private (DateTime Written, long Length) _seen;

    /// <summary>What it says, when that is new; a file that is gone says nothing.</summary>
    public FaultSetting? ReadWhenChanged()
    {
        var info = new FileInfo(_path);
        if (!info.Exists)
        {
            return null;
        }

        lock (_gate)
        {
            var now = (info.LastWriteTimeUtc, info.Length);
            if (now == _seen)
            {
                return null;
            }

            _seen = now;
            return Read();
        }
    }

    // One that is only half written is read again when its other half is there.
    private FaultSetting? Read()
    {
        try
        {
            var setting = JsonSerializer.Deserialize(File.ReadAllBytes(_path), FaultJson.Default.FaultSetting);
            _ = setting?.Parse();
            return setting;
        }
        catch (Exception exception) when (exception is JsonException or IOException or StartException)
        {
            Log.Unreadable(logger, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "faults.json is left aside: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
