namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Cuts in the middle of characters and of escape sequences.</summary>
internal sealed class SplitEdit : IEventEdit
{
    private const char Escape = '\u001b';
    private const int MostCuts = 100;

    public IEnumerable<StreamEvent> Apply(IReadOnlyList<StreamEvent> events) =>
        events.SelectMany(one => one.Text is { } text ? StreamEvent.Pieces(text, Cuts(text.Data)) : [one]);

    private static List<int> Cuts(string data) =>
        Enumerable
            .Range(1, Math.Max(data.Length - 1, 0))
            .Where(cut => char.IsHighSurrogate(data[cut - 1]) || data[cut - 1] == Escape || AfterBracket(data, cut))
            .Take(MostCuts)
            .ToList();

    private static bool AfterBracket(string data, int cut) => cut > 1 && data[cut - 2] == Escape;
}
