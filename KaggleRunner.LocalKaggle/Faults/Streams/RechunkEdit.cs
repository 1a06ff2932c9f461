namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Joins what follows each other on a stream and cuts it elsewhere.</summary>
internal sealed class RechunkEdit(Random random) : IEventEdit
{
    public IEnumerable<StreamEvent> Apply(IReadOnlyList<StreamEvent> events) =>
        Join(events).SelectMany(one => one.Text is { } text ? StreamEvent.Pieces(text, Cuts(text.Data)) : [one]);

    private IEnumerable<StreamEvent> Join(IReadOnlyList<StreamEvent> events)
    {
        StreamText? joined = null;
        foreach (var one in events)
        {
            if (
                joined is not null
                && one.Text is { } next
                && string.Equals(next.Stream, joined.Stream, StringComparison.Ordinal)
                && random.Next(4) > 0
            )
            {
                joined = joined with { Data = joined.Data + next.Data };
                continue;
            }

            if (joined is not null)
            {
                yield return new StreamEvent("", joined);
            }

            joined = one.Text;
            if (joined is null)
            {
                yield return one;
            }
        }

        if (joined is not null)
        {
            yield return new StreamEvent("", joined);
        }
    }

    private List<int> Cuts(string data) =>
        Enumerable
            .Range(0, random.Next(4))
            .Select(_ => random.Next(data.Length))
            .Where(cut => cut == 0 || !char.IsHighSurrogate(data[cut - 1]))
            .Order()
            .ToList();
}
