namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Ends a request with an error answer.</summary>
internal sealed class KaggleFault(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
