using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Pythons;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>The folders a session works in, made before it and tidied after it.</summary>
internal static class SessionFolders
{
    public static void Prepare(VersionFolder folder, PythonProgram python, bool isNotebook = false)
    {
        foreach (
            var path in (string[])[folder.Working, folder.Input, folder.ScriptFolder, folder.Scratch, folder.Tools]
        )
        {
            Directory.CreateDirectory(path);
        }

        File.Copy(folder.Source, isNotebook ? folder.Notebook : folder.Script, overwrite: true);
        CopyProgram("guard.py", folder.Guard);
        CopyProgram("run_cells.py", folder.NotebookProgram);
        WriteLauncher(folder, "python", python);
        WriteLauncher(folder, "python3", python);
    }

    /// <summary>Leaves source, log and outputs.</summary>
    public static void CleanUp(VersionFolder folder)
    {
        foreach (var path in (string[])[folder.Scratch, folder.Tools, folder.ScriptFolder, folder.Input])
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What a hostile script made undeletable stays; it harms nobody there.
            }
        }
    }

    private static void CopyProgram(string name, string path)
    {
        using var program = typeof(SessionFolders).Assembly.GetManifestResourceStream(name)!;
        using var file = File.Create(path);
        program.CopyTo(file);
    }

    // A program, not a link: a virtual environment is found by the place of the interpreter that is started.
    private static void WriteLauncher(VersionFolder folder, string name, PythonProgram python)
    {
        var path = Path.Combine(folder.Tools, name);
        File.WriteAllText(
            path,
            $"#!/bin/sh\nexec '{python.Path.Replace("'", "'\\''", StringComparison.Ordinal)}' \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }
}
