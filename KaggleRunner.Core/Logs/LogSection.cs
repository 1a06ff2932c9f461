namespace KaggleRunner.Core.Logs;

/// <summary>A phase of the kernel's script and its lines in the log.</summary>
/// <param name="State"><c>started</c>, <c>ended</c> or <c>failed</c>.</param>
/// <param name="StartedAt">Seconds since the session began.</param>
/// <param name="Seconds">How long it took; null while it goes on.</param>
/// <param name="FirstLine">Its first line; one more than <paramref name="LastLine"/> while it has none.</param>
/// <param name="LastLine">Its last line so far.</param>
public sealed record PhaseSection(
    string Name,
    string State,
    double StartedAt,
    double? Seconds,
    int FirstLine,
    int LastLine
)
{
    public bool IsRunning => State is "started";
    public bool HasFailed => State is "failed";
}

/// <summary>A test that has ended and its lines in the log.</summary>
/// <param name="Outcome">As in <see cref="TestRecord"/>.</param>
/// <param name="EndedAt">Seconds since the session began.</param>
/// <param name="FirstLine">Its first line; one more than <paramref name="LastLine"/> when it has none.</param>
/// <param name="Details">The end of its traceback; null when none was told.</param>
public sealed record TestSection(
    string Id,
    string Outcome,
    double Seconds,
    string? Message,
    double EndedAt,
    int FirstLine,
    int LastLine,
    string? Details = null
)
{
    public bool HasFailed => Outcome is "failed" or "error";
}
