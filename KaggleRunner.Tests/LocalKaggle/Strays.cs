namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Looks for what a script left running, daemons that cleared their environment included.</summary>
internal static class Strays
{
    /// <summary>
    /// A script that leaves a daemon, twice forked in a session of its own, with a word of ours among its arguments; half
    /// of the time without any variable. Then it prints <c>ready</c> and goes on to <paramref name="then"/>.
    /// </summary>
    public static string Script(string word, string then = "time.sleep(600)") =>
        $$"""
            import os, sys, time
            for variables in (dict(os.environ), {}):
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)", "{{word}}"], variables)
                    os._exit(0)
            os.wait(); os.wait()
            while sum(1 for p in os.listdir("/proc") if p.isdigit() and marked(p)) < 2:
                time.sleep(0.01)
            print("ready", flush=True)
            {{then}}
            """.Replace(
            "import os, sys, time",
            $$"""
            import os, sys, time
            def marked(pid):
                try:
                    return b"{{word}}" in open(f"/proc/{pid}/cmdline", "rb").read()
                except OSError:
                    return False
            """,
            StringComparison.Ordinal
        );

    public static int Count(string word) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Count(folder => Holds(folder, "cmdline", word) || Holds(folder, "environ", word));

    private static bool Holds(string folder, string file, string word)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Contains(word, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
