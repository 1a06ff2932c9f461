namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>When the server was last of use to somebody.</summary>
internal sealed class Activity(TimeProvider time)
{
    private long _last = time.GetTimestamp();

    public TimeSpan Quiet => time.GetElapsedTime(Volatile.Read(ref _last));

    public void Touch() => Volatile.Write(ref _last, time.GetTimestamp());
}
