using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Results;

/// <summary>What became of one output.</summary>
/// <param name="Name">The name that the kernel gave it; may be hostile.</param>
/// <param name="Path">Relative to the run's folder; null unless collected.</param>
/// <param name="Bytes">Its size, when known.</param>
/// <param name="Reason">Why it was not collected.</param>
public sealed record CollectedOutput(string Name, string? Path, long? Bytes, OutputFate Fate, string? Reason = null)
{
    /// <summary>True when it may be asked for.</summary>
    [JsonIgnore]
    public bool IsFetchable => Fate is not (OutputFate.Collected or OutputFate.Refused);
}

/// <summary>What became of the outputs of a run; saved as <c>outputs.json</c>.</summary>
public sealed record CollectedOutputs(IReadOnlyList<CollectedOutput> Files)
{
    /// <summary>How many outputs stand in the run's folder, not counting the test report.</summary>
    [JsonIgnore]
    public int Count =>
        Files.Count(file =>
            file.Fate == OutputFate.Collected
            && !string.Equals(file.Path, OutputPlacement.JunitXml, StringComparison.Ordinal)
        );

    /// <summary>The outputs that were listed but not collected.</summary>
    [JsonIgnore]
    public IEnumerable<CollectedOutput> Missing => Files.Where(file => file.Fate != OutputFate.Collected);

    /// <summary>The outputs that Kaggle may still give.</summary>
    [JsonIgnore]
    public IEnumerable<CollectedOutput> Fetchable => Files.Where(file => file.IsFetchable);
}

/// <summary>How far a collection is.</summary>
/// <param name="Done">Outputs that were to come and are done with.</param>
/// <param name="Total">Outputs that are to come; null while they are still being listed.</param>
/// <param name="Bytes">Bytes that came in this process.</param>
/// <param name="Name">The one that moved last.</param>
public sealed record CollectProgress(int Done, int? Total, long Bytes, string Name)
{
    /// <summary>How many bytes are to come in all, as far as sizes are known; null when none is.</summary>
    public long? Expected { get; init; }
}
