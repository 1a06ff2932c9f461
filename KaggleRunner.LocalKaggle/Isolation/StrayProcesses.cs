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

    /// <summary>Tells the script of a session in <c>bwrap</c> to end: the process that its innermost one started.</summary>
    /// <returns>The processes' own namespace; null when the script was not found.</returns>
    public static string? Terminate(string mark)
    {
        string? space = null;
        foreach (var pid in OperatingSystem.IsLinux() ? Find(Encoding.UTF8.GetBytes(mark)) : [])
        {
            if (!IsBubblewrap(pid) && ParentOf(pid) is { } parent && IsBubblewrap(parent))
            {
                space ??= NamespaceOf(pid);
                _ = Native.Kill(pid, Native.SigTerm);
            }
        }

        // Never this server's own.
        return string.Equals(space, NamespaceOf(Environment.ProcessId), StringComparison.Ordinal) ? null : space;
    }

    /// <summary>bwrap ends when its script does, a moment before the rest of its namespace: comes back when that is gone, too.</summary>
    public async Task KillNamespaceAsync(string space)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var left = Processes()
                .Where(pid => string.Equals(NamespaceOf(pid), space, StringComparison.Ordinal))
                .ToList();
            if (left.Count == 0)
            {
                return;
            }

            left.ForEach(pid => _ = Native.Kill(pid, Native.SigKill));
            await Task.Delay(Pause, time);
        }
    }

    private static string? NamespaceOf(int pid)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/ns/pid")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsBubblewrap(int pid) => Read(pid, "comm").AsSpan().SequenceEqual("bwrap\n"u8);

    private static int? ParentOf(int pid)
    {
        var status = Encoding.Latin1.GetString(Read(pid, "stat"));
        var fields = status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > 1
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            ? parent
            : null;
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

    private static IEnumerable<int> Find(byte[] mark) =>
        Processes().Where(pid => Read(pid, "environ").AsSpan().IndexOf(mark) >= 0);

    /// <summary>All but this one.</summary>
    private static IEnumerable<int> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
            )
            {
                yield return pid;
            }
        }
    }

    private static byte[] Read(int pid, string name)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
