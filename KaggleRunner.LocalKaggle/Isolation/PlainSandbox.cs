using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>A process like any other, where the machine allows no more: the guard alone sees to its end.</summary>
internal sealed class PlainSandbox : ISandbox
{
    public string Name => "plain";
    public bool HasRealPaths => false;
    public bool IsGuarded => true;

    public ProcessStartInfo Describe(SandboxJob job) => SandboxStart.Guarded(job, job.Python.Path, []);
}
