using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Faults;

internal sealed record FaultLine(string Time, string Fault, string Method, string? Kernel);

/// <summary><c>faults.jsonl</c>: a line for each fault that was injected, written before its harm is done.</summary>
internal sealed class FaultJournal(HomeLayout home, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(home.Root, "faults.jsonl");

    public void Write(string fault, FaultCall call)
    {
        var line = new FaultLine(Timestamps.Format(time.GetUtcNow()), fault, call.Method, call.Kernel);
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, FaultJson.Default.FaultLine), (byte)'\n'];
        lock (_gate)
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
            file.Write(bytes);
        }
    }
}
