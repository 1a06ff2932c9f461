using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>The state of a session; the numbers are the protocol's.</summary>
[JsonConverter(typeof(UpperSnakeConverter<SessionState>))]
internal enum SessionState
{
    Queued = 0,
    Running = 1,
    Complete = 2,
    Error = 3,
    CancelRequested = 4,
    CancelAcknowledged = 5,

    /// <summary>Saved without a run.</summary>
    NewScript = 6,
}

internal static class SessionStates
{
    /// <summary>Whether nothing more will happen to the session.</summary>
    public static bool IsFinal(this SessionState state) =>
        state
            is SessionState.Complete
                or SessionState.Error
                or SessionState.CancelAcknowledged
                or SessionState.NewScript;
}
