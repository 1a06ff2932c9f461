using System.Globalization;

namespace KaggleRunner.Core.Kaggle;

/// <summary>An output is larger than it may be; what had come of it is gone.</summary>
public sealed class KaggleDownloadTooLargeException : KaggleException
{
    public KaggleDownloadTooLargeException(KaggleFacts facts, long largest, long? bytes)
        : base(
            string.Create(CultureInfo.InvariantCulture, $"It is larger than the {largest} bytes that may come."),
            remedy: null,
            facts
        )
    {
        Bytes = bytes;
    }

    /// <summary>Its size; null when the server did not tell.</summary>
    public long? Bytes { get; }
}
