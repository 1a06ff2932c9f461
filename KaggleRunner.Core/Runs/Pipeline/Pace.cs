using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// How often Kaggle is asked. Its rate limits are not published: be gentle there, be quick on this machine.
/// </summary>
/// <param name="WhileQueued">Between looks at the status until the session runs.</param>
/// <param name="WhileRunning">Between looks at the status while the log is streamed.</param>
/// <param name="AtEnd">Between looks at the status once the log has ended.</param>
/// <param name="Reconnect">Before the log stream is opened again; reconnecting too fast earns 429.</param>
/// <param name="SessionLimit">Before a push that was refused for the number of sessions is tried again.</param>
/// <param name="Grace">How long a stream may go on after the session's end before it is cut.</param>
/// <param name="Patience">How long Kaggle may be out of reach before the run is given up.</param>
/// <param name="Settle">How long after a push Kaggle may still hide what it made: its kernel, its number, its session.</param>
internal sealed record Pace(
    TimeSpan WhileQueued,
    TimeSpan WhileRunning,
    TimeSpan AtEnd,
    TimeSpan Reconnect,
    TimeSpan SessionLimit,
    TimeSpan Grace,
    TimeSpan Patience,
    TimeSpan Settle
)
{
    private static readonly Pace Local = new(
        TimeSpan.FromMilliseconds(150),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(300),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(5)
    );

    private static readonly Pace Remote = new(
        TimeSpan.FromSeconds(4),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromSeconds(60)
    );

    /// <summary>How long Kaggle may ask for fewer requests before the run is given up: it is there, and busy.</summary>
    public TimeSpan LimitedPatience { get; init; } = TimeSpan.FromHours(2);

    /// <summary>A little more than that, differently for each run, so that a thousand runs do not come at once.</summary>
    public static TimeSpan Jittered(TimeSpan wait) => wait * (1 + (Random.Shared.NextDouble() / 5));

    public static Pace For(KaggleAccountKind kind) => kind == KaggleAccountKind.Local ? Local : Remote;
}
