using System.Diagnostics;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>
/// bubblewrap: the machine read-only, homes and the server's state out of sight, Kaggle's own folders where they belong,
/// processes of its own that die with the server, and no network when internet is off.
/// </summary>
internal sealed class BubblewrapSandbox(HomeLayout home) : ISandbox
{
    private const string ToolsInside = "/kaggle/lib/bin";
    private const string InputInside = "/kaggle/input";

    // Made anew below, or nobody's business: /run holds the sockets of the machine's services.
    private static readonly string[] LeftOut =
    [
        "/proc",
        "/dev",
        "/tmp",
        "/run",
        "/home",
        "/root",
        "/kaggle",
        "/lost+found",
    ];

    public string Name => "bwrap";
    public bool HasRealPaths => true;
    public bool IsGuarded => false;

    public ProcessStartInfo Describe(SandboxJob job)
    {
        List<string> arguments =
        [
            "--die-with-parent",
            "--new-session",
            "--unshare-pid",
            "--unshare-ipc",
            "--cap-drop",
            "ALL",
        ];
        arguments.AddRange(job.Internet ? [] : ["--unshare-net"]);
        arguments.AddRange(TheMachine());
        arguments.AddRange(["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/run"]);
        arguments.AddRange(ForRoot());
        arguments.AddRange(["--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve"]);
        arguments.AddRange(["--tmpfs", "/home", "--tmpfs", "/root", "--bind", job.Folder.Scratch, "/tmp"]);
        arguments.AddRange(Hidden().SelectMany(path => (string[])["--tmpfs", path]));
        arguments.AddRange(Secrets().SelectMany(path => (string[])["--ro-bind", "/dev/null", path]));
        arguments.AddRange(PythonFolders(job).SelectMany(path => (string[])["--ro-bind", path, path]));
        arguments.AddRange(["--bind", job.Folder.Working, "/kaggle/working"]);
        arguments.AddRange(["--ro-bind", job.Folder.Input, InputInside]);
        arguments.AddRange(
            job.Inputs.SelectMany(one => (string[])["--ro-bind", one.Source, $"{InputInside}/{one.Place}"])
        );
        arguments.AddRange(["--ro-bind", job.Folder.ScriptFolder, "/kaggle/src"]);
        arguments.AddRange(["--ro-bind", job.Folder.Tools, ToolsInside, "--remount-ro", "/"]);
        arguments.AddRange(["--chdir", "/kaggle/working", "--", job.Python.Path]);
        arguments.AddRange(
            job.IsNotebook
                ? [$"{ToolsInside}/run_cells.py", "/kaggle/src/script.ipynb", "/kaggle/working"]
                : ["/kaggle/src/script.py"]
        );
        var start = SandboxStart.Create("bwrap", arguments);
        start.Environment["HOME"] = "/root";
        start.Environment["PATH"] = ToolsInside;
        return start;
    }

    // Not the root as a whole: /kaggle could not be made in a read-only one.
    private static IEnumerable<string> TheMachine()
    {
        foreach (var entry in new DirectoryInfo("/").EnumerateFileSystemInfos().Where(Shown))
        {
            string[] arguments = entry.LinkTarget is { } target
                ? ["--symlink", target, entry.FullName]
                : ["--ro-bind-try", entry.FullName, entry.FullName];
            foreach (var argument in arguments)
            {
                yield return argument;
            }
        }
    }

    // Root without capabilities still owns the kernel's switches.
    private static IEnumerable<string> ForRoot() =>
        Environment.IsPrivilegedProcess
            ? ((string[])["/proc/sys", "/proc/sysrq-trigger"]).SelectMany(path =>
                (string[])["--ro-bind-try", path, path]
            )
            : [];

    private static bool Shown(FileSystemInfo entry) => !LeftOut.Contains(entry.FullName, StringComparer.Ordinal);

    private IEnumerable<string> Hidden()
    {
        // The runner's whole home: beside the server's state it holds the database and keys.
        var own = Path.GetFileName(home.Root) is "local-kaggle" ? Path.GetDirectoryName(home.Root)! : home.Root;
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return ((string[])[own, user])
            .Where(path => path.Length > 1 && Directory.Exists(path))
            .Select(Native.RealPath)
            .Where(path => !LeftOut.Any(left => IsBelow(path, left)))
            .Distinct(StringComparer.Ordinal);
    }

    // Files that a kernel could read as their owner, where they stand outside of what is hidden as a whole.
    private IEnumerable<string> Secrets()
    {
        var hidden = LeftOut.Concat(Hidden()).ToList();
        string?[] files =
        [
            InFolderOf("KAGGLE_CONFIG_DIR", "kaggle.json"),
            InFolderOf("XDG_CONFIG_HOME", "kaggle/kaggle.json"),
            .. Environment.IsPrivilegedProcess ? (string[])["/etc/shadow", "/etc/gshadow"] : [],
        ];
        return files
            .OfType<string>()
            .Where(File.Exists)
            .Select(Native.RealPath)
            .Where(path => !hidden.Any(folder => IsBelow(path, folder)))
            .Distinct(StringComparer.Ordinal);
    }

    private static string? InFolderOf(string variable, string file) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder ? Path.Combine(folder, file) : null;

    private static IEnumerable<string> PythonFolders(SandboxJob job) =>
        ((string[])[job.Python.BasePrefix, job.Python.Prefix])
            .Where(path => Directory.Exists(path) && !IsBelow(path, "/usr") && path.Length > 1)
            .Distinct(StringComparer.Ordinal);

    private static bool IsBelow(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal)
        || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
