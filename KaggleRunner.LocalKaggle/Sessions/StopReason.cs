namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Why a session is stopped before its script ends; the first reason counts.</summary>
internal enum StopReason
{
    None,
    Cancelled,
    TimedOut,
    OutputTooLarge,
    ServerStopped,
}
