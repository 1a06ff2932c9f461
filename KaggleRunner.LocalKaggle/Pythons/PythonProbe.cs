using System.ComponentModel;
using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Pythons;

/// <summary>Tries an interpreter.</summary>
internal static class PythonProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Isolated (-I): what lies in the user's own site folder is hidden from kernels.
    private const string Question =
        "import sys, importlib\n"
        + "print(sys.executable); print(sys.prefix); print(sys.base_prefix)\n"
        + "try:\n importlib.import_module('pytest'); print('pytest')\n"
        + "except Exception: print('none')";

    /// <summary>What runs at that path or under that name, or null.</summary>
    public static async Task<PythonProgram?> TryAsync(
        string program,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, ["-I", "-c", Question])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process
                .StandardOutput.ReadToEndAsync(cancellationToken)
                .WaitAsync(Patience, time, cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 && output.Split('\n') is [var path, var prefix, var basePrefix, var pytest, ..]
                ? new PythonProgram(path, prefix, basePrefix, pytest.Trim() is "pytest")
                : null;
        }
        catch (Exception exception) when (exception is Win32Exception or TimeoutException)
        {
            return null;
        }
    }
}
