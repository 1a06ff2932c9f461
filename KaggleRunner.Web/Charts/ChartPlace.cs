namespace KaggleRunner.Web.Charts;

/// <summary>Where a metric is drawn, from its name.</summary>
/// <param name="Section">The part before the last slash: metrics with the same one stand together. May be empty.</param>
/// <param name="Chart">Metrics with the same section and chart share one chart.</param>
public readonly record struct ChartPlace(string Section, string Chart)
{
    private static readonly string[] Splits =
    [
        "train",
        "training",
        "val",
        "valid",
        "validation",
        "eval",
        "evaluation",
        "test",
        "testing",
        "dev",
    ];

    /// <summary>
    /// <c>train/loss</c>, <c>val/loss</c>, <c>loss/test</c>, <c>val_loss</c> and <c>loss</c> are one chart: the same
    /// measure of several parts of the data. Other prefixes make sections, as experiment dashboards do.
    /// </summary>
    public static ChartPlace Of(string name)
    {
        var parts = name.Split('/').ToList();
        var split = parts.FindIndex(IsSplit);
        if (split >= 0 && parts.Count > 1)
        {
            parts.RemoveAt(split);
        }
        else
        {
            parts[^1] = WithoutSplit(parts[^1]);
        }

        return new ChartPlace(string.Join('/', parts.SkipLast(1)), parts[^1]);
    }

    private static bool IsSplit(string word) => Splits.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string WithoutSplit(string word)
    {
        var first = word.AsSpan().IndexOfAny("_-. ");
        if (first > 0 && first < word.Length - 1 && IsSplit(word[..first]))
        {
            return word[(first + 1)..];
        }

        var last = word.AsSpan().LastIndexOfAny("_-. ");
        return last > 0 && IsSplit(word[(last + 1)..]) ? word[..last] : word;
    }
}
