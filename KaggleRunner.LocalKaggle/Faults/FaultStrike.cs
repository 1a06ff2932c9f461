namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>A fault that is to strike a call: what is random in it, and the line for the journal once it does its harm.</summary>
internal sealed record FaultStrike(Random Random, Action Tell);
