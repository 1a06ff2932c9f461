using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Pythons;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>What is to be run.</summary>
internal sealed record SandboxJob(VersionFolder Folder, PythonProgram Python, bool Internet);
