using System.Diagnostics;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Pushes notebooks, where the machine can run them.</summary>
internal static class Notebooks
{
    private static readonly Lazy<bool> Installed = new(() =>
        Runs("/usr/bin/python3", "-I", "-c", "import nbconvert, nbclient, ipykernel, pytest")
    );

    public static bool AreInstalled => Installed.Value;

    public static void SkipUnlessInstalled() =>
        Assert.SkipUnless(Installed.Value, "jupyter-nbconvert and python3-ipykernel are not installed.");

    public static Task<JsonElement> PushNotebookAsync(this KaggleCaller caller, params string[] cells) =>
        caller.CallAsync("SaveKernel", Push(Source(cells)));

    public static string Push(string source, string more = "") =>
        KaggleCaller
            .Push(source, more: more)
            .Replace("\"kernelType\":\"script\"", "\"kernelType\":\"notebook\"", StringComparison.Ordinal);

    public static string Source(params string[] cells)
    {
        var written = cells.Select(cell =>
            $$"""
                {"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":{{JsonSerializer.Serialize(
                    cell
                )}}}
                """
        );
        return $$$"""
            {"cells":[{{{string.Join(",", written)}}}],"metadata":{"kernelspec":
            {"name":"python3","display_name":"Python 3","language":"python"}},"nbformat":4,"nbformat_minor":4}
            """;
    }

    /// <summary>
    /// A Python with nothing but its own library and an empty pytest, which makes it the one that is chosen; or null.
    /// </summary>
    public static string? BarePython(TemporaryHome folder)
    {
        if (!Runs("/usr/bin/python3", "-m", "venv", "--without-pip", folder.At("bare")))
        {
            return null;
        }

        var packages = Directory.EnumerateDirectories(folder.At("bare/lib"), "python3*").Single();
        File.WriteAllText(Path.Combine(packages, "site-packages", "pytest.py"), "");
        return folder.At("bare/bin/python3");
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
