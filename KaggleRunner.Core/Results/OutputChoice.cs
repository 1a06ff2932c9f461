namespace KaggleRunner.Core.Results;

/// <summary>Which outputs come, and how large they may be.</summary>
internal abstract class OutputChoice
{
    /// <summary>True when the output counts in the progress.</summary>
    public abstract bool IsAsked(string name);

    /// <summary>What becomes of an output that does not come; null when it is to come.</summary>
    /// <param name="bytes">Its size, when known.</param>
    public abstract CollectedOutput? Leave(string name, long? bytes);

    /// <summary>A download of more bytes is given up.</summary>
    /// <param name="bytes">The output's size, when known.</param>
    public abstract long Largest(long? bytes);

    /// <summary>What becomes of an output that turned out to be larger than that.</summary>
    public abstract CollectedOutput TooLarge(string name, long? bytes);

    /// <summary>It stands in its place.</summary>
    public abstract void Came(string name, long bytes);
}
