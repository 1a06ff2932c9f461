namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>How long to wait before a log stream is opened again: a server that cuts each one at once is not hammered.</summary>
internal sealed class ReconnectPace(Pace pace, TimeProvider time)
{
    private const int ShortConnection = 10;
    private long _begun;
    private int _linesBefore;

    public TimeSpan Wait { get; private set; } = pace.Reconnect;

    public void Begin(int lines) => (_begun, _linesBefore) = (time.GetTimestamp(), lines);

    public void End(int lines)
    {
        var wasOfUse = lines > _linesBefore || time.GetElapsedTime(_begun) > pace.Reconnect * ShortConnection;
        // Not beyond the pace at which the status is looked at: the end of the session must not be noticed late.
        Wait =
            wasOfUse ? pace.Reconnect
            : Wait * 2 < pace.WhileRunning ? Wait * 2
            : pace.WhileRunning;
    }
}
