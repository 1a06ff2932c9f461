namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Sends the first event twice, and of the others about one in three.</summary>
internal sealed class DuplicateEdit(FaultStrike strike) : IEventEdit
{
    private bool _told;

    public IEnumerable<StreamEvent> Apply(IReadOnlyList<StreamEvent> events)
    {
        foreach (var one in events)
        {
            yield return one;
            if (!one.IsSentinel && (!_told || strike.Random.Next(3) == 0))
            {
                Tell();
                yield return one;
            }
        }
    }

    private void Tell()
    {
        if (!_told)
        {
            _told = true;
            strike.Tell();
        }
    }
}
