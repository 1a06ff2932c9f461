using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Isolation;

internal static class SandboxStart
{
    /// <summary>A start with its own pipes and, so that nothing of the server is handed on, no variables at all.</summary>
    public static ProcessStartInfo Create(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        return start;
    }

    /// <summary>The script under the guard, at the paths the machine knows.</summary>
    public static ProcessStartInfo Guarded(SandboxJob job, string program, IEnumerable<string> arguments)
    {
        var folder = job.Folder;
        string[] script = job.IsNotebook ? [folder.NotebookProgram, folder.Notebook, folder.Working] : [folder.Script];
        var start = Create(program, [.. arguments, "-I", "-S", folder.Guard, job.Python.Path, .. script]);
        start.WorkingDirectory = folder.Working;
        start.Environment["HOME"] = folder.Scratch;
        start.Environment["TMPDIR"] = folder.Scratch;
        start.Environment["KAGGLE_WORKING_DIR"] = folder.Working;
        start.Environment["KAGGLE_INPUT_DIR"] = folder.Input;
        start.Environment["PATH"] = folder.Tools;
        return start;
    }
}
