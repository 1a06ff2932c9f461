using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Replays;

/// <summary>
/// Gives every session the same recorded log in the place of a script's run. A session costs a timer and its log's file,
/// neither a thread nor a process.
/// </summary>
internal sealed class Replay(LocalKaggleOptions options, TimeProvider time)
{
    public const string Isolation = "replay";
    private Recording? _recording;

    public bool IsOn => _recording is not null;

    public void Load() => _recording = options.Replay is { } path ? Recording.Load(path) : null;

    /// <summary>Replays the log to its end, or until the session is stopped.</summary>
    public async Task RunAsync(KernelVersion version)
    {
        var session = version.Session;
        var nonce = PushedNonce.In(await File.ReadAllTextAsync(version.Folder.Source, session.StopToken));
        session.Begin(Isolation, time.GetUtcNow());
        var began = time.GetTimestamp();
        foreach (var recorded in _recording!.Events)
        {
            var due = TimeSpan.FromSeconds(Math.Max(recorded.Seconds, 0) / options.ReplaySpeed);
            var wait = due - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, session.StopToken);
            }

            session.StopToken.ThrowIfCancellationRequested();
            Append(session.Log, recorded, Math.Round(due.TotalSeconds, 6), recorded.For(nonce));
        }
    }

    private static void Append(SessionLog log, RecordedEvent recorded, double seconds, string data)
    {
        for (var start = 0; start < data.Length; start += SessionLog.MaxCharacters)
        {
            var length = Math.Min(SessionLog.MaxCharacters, data.Length - start);
            log.Append(recorded.Stream, seconds, data.AsSpan(start, length));
        }
    }
}
