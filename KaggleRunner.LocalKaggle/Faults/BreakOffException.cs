namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Ends an answer in its middle: what was sent arrives, and then the connection is closed.</summary>
internal sealed class BreakOffException() : Exception("A fault ends this answer here.");
