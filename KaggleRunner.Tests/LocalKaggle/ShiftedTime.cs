namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>The system's clock, put forward; timers go as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
