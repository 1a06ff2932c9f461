namespace KaggleRunner.Web.Palette;

/// <summary>What the palette shows of a search: groups that have something, and their items in one row for the keyboard.</summary>
internal sealed record PaletteView(IReadOnlyList<PaletteGroup> Groups, IReadOnlyList<string> Problems)
{
    public static readonly PaletteView Nothing = new([], []);

    public IReadOnlyList<PaletteItem> Items { get; } = [.. Groups.SelectMany(group => group.Items)];

    public static PaletteView Of(IReadOnlyCollection<PaletteGroup> groups) =>
        new(
            [.. groups.Where(group => group.Items.Count > 0)],
            [.. groups.Select(group => group.Problem).OfType<string>()]
        );

    /// <summary>The place that a key leads to; null for keys that do not move.</summary>
    public int? Move(int at, string key) =>
        Items.Count == 0
            ? null
            : key switch
            {
                "ArrowDown" => (at + 1) % Items.Count,
                "ArrowUp" => (at + Items.Count - 1) % Items.Count,
                "Home" => 0,
                "End" => Items.Count - 1,
                _ => null,
            };
}
