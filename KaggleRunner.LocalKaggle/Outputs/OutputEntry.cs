namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>A file that a session left, by its name below the working folder.</summary>
internal sealed record OutputEntry(string Name, long Size, DateTimeOffset Written);
