using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>
/// unshare: processes of its own, which die with the first of them, the guard; the files are the machine's.
/// </summary>
internal sealed class UnshareSandbox(bool asRoot) : ISandbox
{
    public string Name => "unshare";
    public bool HasRealPaths => false;
    public bool IsGuarded => true;

    public ProcessStartInfo Describe(SandboxJob job)
    {
        List<string> arguments = ["--pid", "--fork", "--kill-child", "--mount-proc"];
        arguments.AddRange(asRoot ? [] : ["--user", "--map-root-user"]);
        arguments.AddRange(job.Internet ? [] : ["--net"]);
        return SandboxStart.Guarded(job, "unshare", [.. arguments, "--", job.Python.Path]);
    }
}
