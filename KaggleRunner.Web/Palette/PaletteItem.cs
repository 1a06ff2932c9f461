using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Palette;

/// <summary>What the browser does with the address of an item.</summary>
public enum PaletteWay
{
    Open,
    Download,
    CopyLink,
}

/// <summary>A line of the palette: something to go to or to do.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Icon">One of the interface's drawings.</param>
public sealed record PaletteItem(string Name, string Icon)
{
    /// <summary>What tells it from others of its name.</summary>
    public string Note { get; init; } = "";

    /// <summary>Of a run: how it stands; its icon is drawn instead.</summary>
    public RunState? State { get; init; }

    /// <summary>Null for what is done by <see cref="Act"/>.</summary>
    public string? Address { get; init; }
    public PaletteWay Way { get; init; }

    /// <summary>It can be done on every page, and stands among the pages.</summary>
    public bool IsEverywhere { get; init; }
    public Func<Task>? Act { get; init; }

    /// <summary>Where name and note hold what was typed.</summary>
    public IReadOnlyList<int> NameHits { get; init; } = [];
    public IReadOnlyList<int> NoteHits { get; init; } = [];

    /// <summary>The items that hold what was typed, the best first; all of them, in their order, when nothing was.</summary>
    public static IReadOnlyList<PaletteItem> Matching(IEnumerable<PaletteItem> items, string typed, int most) =>
        [
            .. items
                .Select(item => (Item: item, Match: FuzzyMatch.Find(item.Name, typed)))
                .Where(found => found.Match is not null)
                .OrderBy(found => found.Match!.Rank)
                .Take(most)
                .Select(found => found.Item with { NameHits = found.Match!.Hits }),
        ];

    /// <summary>The item, found by other means, with the places marked that show why.</summary>
    public PaletteItem Marked(string typed) =>
        this with
        {
            NameHits = Places(Name, typed),
            NoteHits = Places(Note, typed),
        };

    private static IReadOnlyList<int> Places(string text, string typed) =>
        [
            .. typed
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => FuzzyMatch.Find(text, word))
                .OfType<FuzzyMatch>()
                .SelectMany(match => match.Hits)
                .Distinct()
                .Order(),
        ];
}

/// <summary>Items of one kind.</summary>
/// <param name="Name">Of their kind.</param>
/// <param name="Items">None: the group is not shown.</param>
/// <param name="Problem">Why there may be more, in a sentence.</param>
public sealed record PaletteGroup(string Name, IReadOnlyList<PaletteItem> Items, string? Problem = null);
