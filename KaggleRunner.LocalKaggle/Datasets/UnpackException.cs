namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>An archive that is not taken, and why.</summary>
internal sealed class UnpackException(string message) : Exception(message);
