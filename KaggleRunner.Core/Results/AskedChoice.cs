namespace KaggleRunner.Core.Results;

/// <summary>What the user asked for, of any size; the others stay as they were.</summary>
internal sealed class AskedChoice(OutputWish wish, CollectedOutputs? before) : OutputChoice
{
    private readonly HashSet<string>? _names = wish.Names?.ToHashSet(StringComparer.Ordinal);
    private readonly OutputPatterns? _pattern = wish.Pattern is { } pattern ? new([pattern], []) : null;

    private readonly Dictionary<string, CollectedOutput> _before = (before?.Files ?? [])
        .GroupBy(file => file.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    public override long Largest(long? bytes) => long.MaxValue;

    public override bool IsAsked(string name) => _names?.Contains(name) != false && _pattern?.Take(name) != false;

    public override CollectedOutput? Leave(string name, long? bytes) =>
        IsAsked(name) ? null
        : _before.GetValueOrDefault(name) is { IsFetchable: true } known ? known
        : new CollectedOutput(name, null, bytes, OutputFate.Pending);

    public override CollectedOutput TooLarge(string name, long? bytes) =>
        new(name, null, bytes, OutputFate.Failed, "larger than can be");

    public override void Came(string name, long bytes) { }
}
