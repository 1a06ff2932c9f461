using KaggleRunner.LocalKaggle.Inputs;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Pythons;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>What is to be run.</summary>
internal sealed record SandboxJob(VersionFolder Folder, PythonProgram Python, bool Internet)
{
    public bool IsNotebook { get; init; }

    /// <summary>What is to be seen below <c>/kaggle/input</c>.</summary>
    public IReadOnlyList<InputMount> Inputs { get; init; } = [];
}
