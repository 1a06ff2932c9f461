using System.Diagnostics;
using System.Globalization;
using System.Text;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>The same transfers with curl; keys and signed addresses reach it through its standard input or files, not as arguments.</summary>
internal static class Curl
{
    public const int AtOnce = 8;

    /// <summary>One curl that fetches several at once.</summary>
    public static Task<double> ParallelAsync(IReadOnlyList<OutputFile> files, string folder)
    {
        var config = Write(files, folder, "all");
        return TimeAsync(
            $"curl -sS --no-progress-meter --fail --parallel --parallel-max {AtOnce} --config {config} 2> /dev/null"
        );
    }

    /// <summary>Several curls, each with a share of the files and a connection of its own.</summary>
    public static Task<double> SeveralAsync(IReadOnlyList<OutputFile> files, string folder)
    {
        var configs = files
            .Chunk((files.Count + AtOnce - 1) / AtOnce)
            .Select((share, index) => Write(share, folder, index.ToString(CultureInfo.InvariantCulture)))
            .ToList();
        return TimeAsync(
            $"printf '%s\\n' {string.Join(' ', configs)} | xargs -P {AtOnce} -n 1 curl -sS --fail --config"
        );
    }

    /// <summary>Reads a stream to nowhere; the seconds from its first byte to its end.</summary>
    public static async Task<double> StreamAsync(KaggleAccount account, string address)
    {
        var start = new ProcessStartInfo("curl")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["-sSN", "-o", "/dev/null", "-w", "%{time_starttransfer} %{time_total}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("--config");
        start.ArgumentList.Add("-");
        using var curl = Process.Start(start)!;
        await curl.StandardInput.WriteLineAsync($"url = \"{address}\"");
        await curl.StandardInput.WriteLineAsync($"header = \"Authorization: {account.Authorization}\"");
        curl.StandardInput.Close();
        var told = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        var times = told.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return times[1] - times[0];
    }

    private static string Write(IReadOnlyList<OutputFile> files, string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var config = Path.Combine(folder, $"{name}.curl");
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"url = \"{file.Url.AbsoluteUri}\"\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"output = \"{Path.Combine(folder, Path.GetFileName(file.Name))}\"\n"
            );
        }

        File.WriteAllText(config, text.ToString());
        return config;
    }

    private static async Task<double> TimeAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"curl ended with exit code {shell.ExitCode}.");
    }
}
