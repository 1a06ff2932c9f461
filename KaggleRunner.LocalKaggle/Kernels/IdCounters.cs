using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

internal sealed record IdRecord(long Kernel, long Session);

/// <summary>
/// Numbers of kernels and sessions, none given twice. What exists tells how far they went; what is deleted is
/// remembered in <c>ids.json</c>.
/// </summary>
internal sealed class IdCounters(HomeLayout home)
{
    private long _kernel = 1000;
    private long _session = 100_000_000;

    public void Load()
    {
        if (File.Exists(home.Ids) && Read() is { } record)
        {
            Seen(record.Kernel, record.Session);
        }
    }

    public void Seen(long kernel, long session)
    {
        _kernel = Math.Max(_kernel, kernel);
        _session = Math.Max(_session, session);
    }

    public long NextKernel() => Interlocked.Increment(ref _kernel);

    public long NextSession() => Interlocked.Increment(ref _session);

    public void Save() =>
        AtomicFile.Write(
            home.Ids,
            JsonSerializer.SerializeToUtf8Bytes(new IdRecord(_kernel, _session), StateJson.Default.IdRecord)
        );

    private IdRecord? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(home.Ids), StateJson.Default.IdRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
