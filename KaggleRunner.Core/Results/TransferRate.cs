namespace KaggleRunner.Core.Results;

/// <summary>How fast bytes come, over the last few seconds.</summary>
public sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);
    private readonly Queue<(long At, long Bytes)> _samples = new();
    private (long At, long Bytes) _last;

    /// <summary>Notes how many bytes have come so far, and returns bytes a second; null until that can be told.</summary>
    public double? Note(long bytes)
    {
        var now = time.GetTimestamp();
        if (_samples.Count == 0 || time.GetElapsedTime(_last.At, now) >= Apart)
        {
            _last = (now, bytes);
            _samples.Enqueue(_last);
        }

        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
        {
            _samples.Dequeue();
        }

        var (at, before) = _samples.Peek();
        var seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return seconds < Apart.TotalSeconds ? null : Math.Max(0, bytes - before) / seconds;
    }

    /// <summary>The time that the rest takes at this rate; null when that cannot be told.</summary>
    public static TimeSpan? Left(CollectProgress progress, double? rate) =>
        progress.Expected - progress.Bytes is { } rest and > 0 && rate is > 0 and { } speed && rest / speed < 1e6
            ? TimeSpan.FromSeconds(rest / speed)
            : null;
}
