namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Where things stand in a version's folder, <c>kernels/OWNER/SLUG/vN</c>.</summary>
internal sealed record VersionFolder(string Root)
{
    public string Source => Path.Combine(Root, "source");
    public string Request => Path.Combine(Root, "request.json");
    public string Session => Path.Combine(Root, "session.json");
    public string Log => Path.Combine(Root, "log.jsonl");

    /// <summary>What the script sees as <c>/kaggle/working</c>: its outputs.</summary>
    public string Working => Path.Combine(Root, "working");
    public string Input => Path.Combine(Root, "input");

    /// <summary>The copy of the source that is run, so that a script cannot change what was pushed.</summary>
    public string Script => Path.Combine(ScriptFolder, "script.py");
    public string Notebook => Path.Combine(ScriptFolder, "script.ipynb");
    public string ScriptFolder => Path.Combine(Root, "src");

    /// <summary>Launchers that stand first on the PATH of the script, and the guard.</summary>
    public string Tools => Path.Combine(Root, "tools");
    public string Guard => Path.Combine(Tools, "guard.py");

    /// <summary>The program that runs the cells of a notebook.</summary>
    public string NotebookProgram => Path.Combine(Tools, "run_cells.py");

    /// <summary>Temporary files of the session, thrown away at its end.</summary>
    public string Scratch => Path.Combine(Root, "scratch");
}
