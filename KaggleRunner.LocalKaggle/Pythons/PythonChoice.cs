using System.Collections.Concurrent;
using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Pythons;

/// <summary>
/// Which Python runs kernels: the first that has pytest, else the first that runs. While one is being prepared
/// (<c>python.preparing</c>), sessions wait.
/// </summary>
internal sealed class PythonChoice(LocalKaggleOptions options, HomeLayout home, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan JustBegun = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, PythonProgram> _found = new(StringComparer.Ordinal);

    private bool IsPreparing
    {
        get
        {
            try
            {
                var text = File.ReadAllText(home.PythonPreparing).Trim();
                return text.Length == 0
                    ? time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(home.PythonPreparing) < JustBegun
                    : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsAlive(pid);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Refuses to start where no session could ever run.</summary>
    public void RequireSome()
    {
        if (options.Python is { } python && !File.Exists(python))
        {
            throw new StartException($"There is no Python at {python}.");
        }

        if (!IsPreparing && !Candidates().Any(Exists))
        {
            throw new StartException(
                "No Python was found to run kernels with: install python3, or name one with --python PATH."
            );
        }
    }

    public async Task<PythonProgram> WaitAsync(CancellationToken cancellationToken)
    {
        while (IsPreparing)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        PythonProgram? first = null;
        foreach (var candidate in Candidates().Where(Exists))
        {
            var found = await FindAsync(candidate, cancellationToken);
            first ??= found;
            if (found is { HasPytest: true })
            {
                return found;
            }
        }

        return first
            ?? throw new InvalidOperationException("No Python runs on this machine: install python3, or name one.");
    }

    // One without pytest is asked again next time: it may be installed meanwhile.
    private async Task<PythonProgram?> FindAsync(string candidate, CancellationToken cancellationToken)
    {
        if (_found.TryGetValue(candidate, out var known) && File.Exists(known.Path))
        {
            return known;
        }

        var found = await PythonProbe.TryAsync(candidate, time, cancellationToken);
        if (found is { HasPytest: true })
        {
            _found[candidate] = found;
        }

        return found;
    }

    private IEnumerable<string> Candidates()
    {
        string?[] named =
        [
            options.Python,
            Environment.GetEnvironmentVariable("KAGGLE_RUNNER_PYTHON"),
            File.Exists(home.PythonPath) ? File.ReadAllText(home.PythonPath).Trim() : null,
            "/usr/bin/python3",
            "python3",
        ];
        return named.OfType<string>().Where(name => name.Length > 0);
    }

    private static bool Exists(string candidate) =>
        candidate.Contains('/', StringComparison.Ordinal)
            ? File.Exists(candidate)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, candidate)));

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
