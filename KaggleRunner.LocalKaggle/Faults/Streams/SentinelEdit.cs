namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Keeps the end of the log from being told.</summary>
internal sealed class SentinelEdit(FaultStrike strike) : IEventEdit
{
    public IEnumerable<StreamEvent> Apply(IReadOnlyList<StreamEvent> events)
    {
        foreach (var one in events)
        {
            if (one.IsSentinel)
            {
                strike.Tell();
            }
            else
            {
                yield return one;
            }
        }
    }
}
