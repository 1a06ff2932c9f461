using System.Diagnostics;
using System.Globalization;

namespace KaggleRunner.Tests;

/// <summary>A folder that is a disk of its own and soon full; only root may make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Skips the test where no disk can be made.</summary>
    public static SmallDisk Mount(string folder, int megabytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "only root may mount a small disk"
        );
        Directory.CreateDirectory(folder);
        var isMounted = Run("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", folder);
        Assert.SkipUnless(isMounted, "this machine does not let a small disk be mounted");
        return new SmallDisk(folder);
    }

    public void Resize(int megabytes) =>
        Run("mount", "-o", $"remount,{Size(megabytes)}", _folder).Should().BeTrue("a tmpfs can grow");

    public void Dispose() => Run("umount", "-l", _folder);

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
