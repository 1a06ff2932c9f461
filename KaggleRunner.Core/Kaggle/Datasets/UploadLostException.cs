namespace KaggleRunner.Core.Kaggle;

/// <summary>Kaggle no longer knows the upload: begin a new one.</summary>
public sealed class KaggleUploadLostException : KaggleRefusedException
{
    public KaggleUploadLostException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}
