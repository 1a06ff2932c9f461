namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>The system's clock, put forward or back; timers go as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public static ShiftedTime To(DateTimeOffset now) => new() { Offset = now - System.GetUtcNow() };

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
