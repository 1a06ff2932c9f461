using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>A way to run a script apart from the rest of the machine.</summary>
internal interface ISandbox
{
    /// <summary>As told to the script: <c>bwrap</c>, <c>unshare</c> or <c>plain</c>.</summary>
    string Name { get; }

    /// <summary>Whether the guard stands around the script: it ends it when its input ends.</summary>
    bool IsGuarded { get; }

    /// <summary>Whether the script finds its files where Kaggle has them, and inputs are mounted there.</summary>
    bool HasRealPaths { get; }

    /// <summary>The command line and the variables that differ between the ways.</summary>
    ProcessStartInfo Describe(SandboxJob job);
}
