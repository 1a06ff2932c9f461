namespace KaggleRunner.LocalKaggle.Replays;

/// <summary>An event of a recorded log. <paramref name="AroundNonces"/> is its text, divided where a run's nonce stood.</summary>
internal sealed record RecordedEvent(string Stream, double Seconds, string Data, IReadOnlyList<string> AroundNonces)
{
    /// <summary>The text with the nonce of the run that it is replayed to; as it was recorded when that has none.</summary>
    public string For(string? nonce) =>
        nonce is null || AroundNonces.Count == 1 ? Data : string.Join(nonce, AroundNonces);
}
