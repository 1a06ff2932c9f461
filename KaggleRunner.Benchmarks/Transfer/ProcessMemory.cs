using System.Globalization;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>The most memory that a process has held resident, as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>The process whose command line holds all of these words.</summary>
    public static int Find(params string[] words) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Where(folder => words.All(word => CommandLine(folder).Contains(word, StringComparison.Ordinal)))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            .First();

    /// <summary>The peak is counted from now on.</summary>
    public static void Reset(int process) =>
        File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/clear_refs"), "5");

    public static double PeakMegabytes(int process)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
            .First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1000;
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
