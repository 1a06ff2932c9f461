namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>The server cannot start, for a reason that one sentence tells.</summary>
internal sealed class StartException(string message) : Exception(message);
