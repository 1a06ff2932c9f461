namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>The words of <c>kernelType</c> and <c>language</c>.</summary>
internal static class KernelForm
{
    public const string Script = "script";
    public const string Notebook = "notebook";
    public const string Python = "python";
}
