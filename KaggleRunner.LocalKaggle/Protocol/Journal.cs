using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Protocol;

internal sealed record JournalLine(string Time, string Method, string? Kernel, int? Version, string Outcome);

/// <summary>One line for each call that was let in, written before the answer is sent.</summary>
internal sealed class Journal(HomeLayout home, TimeProvider time)
{
    private readonly Lock _gate = new();

    public void Write(RpcTrace trace)
    {
        var line = new JournalLine(
            Timestamps.Format(time.GetUtcNow()),
            trace.Method,
            trace.Kernel,
            trace.Version,
            trace.Outcome
        );
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, StateJson.Default.JournalLine), (byte)'\n'];
        lock (_gate)
        {
            using var file = new FileStream(home.Journal, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
            file.Write(bytes);
        }
    }
}
