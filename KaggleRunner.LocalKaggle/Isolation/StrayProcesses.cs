using System.Globalization;
using System.Text;
using KaggleRunner.LocalKaggle.Common;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>Finds processes of sessions in /proc by the mark in their environment, and kills them.</summary>
internal sealed class StrayProcesses(KernelEnvironment environment, TimeProvider time)
{
    private const int Rounds = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Kills what a server that died left behind.</summary>
    public void KillAll()
    {
        var mark = Encoding.UTF8.GetBytes(environment.Mark);
        for (var round = 0; round < Rounds && Kill(mark); round++)
        {
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Kills all that is left of a session, and comes back when it is gone.</summary>
    public async Task KillAsync(string mark)
    {
        var bytes = Encoding.UTF8.GetBytes(mark);
        for (var round = 0; round < Rounds && Kill(bytes); round++)
        {
            await Task.Delay(Pause, time);
        }
    }

    private static bool Kill(byte[] mark)
    {
        var found = false;
        foreach (var pid in OperatingSystem.IsLinux() ? Find(mark) : [])
        {
            found = true;
            _ = Native.Kill(pid, Native.SigKill);
        }

        return found;
    }

    private static IEnumerable<int> Find(byte[] mark)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && ReadEnvironment(folder).AsSpan().IndexOf(mark) >= 0
            )
            {
                yield return pid;
            }
        }
    }

    private static byte[] ReadEnvironment(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
