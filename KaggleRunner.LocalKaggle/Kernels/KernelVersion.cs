using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>What one push made: its settings, its folder and its session.</summary>
internal sealed record KernelVersion(
    Kernel Kernel,
    int Number,
    VersionRecord Record,
    VersionFolder Folder,
    Session Session
);
