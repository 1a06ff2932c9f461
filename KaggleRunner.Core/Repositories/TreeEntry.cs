namespace KaggleRunner.Core.Repositories;

public enum TreeEntryKind
{
    Folder,

    /// <summary>A folder in which pytest files stand, at any depth.</summary>
    PytestFolder,
    PytestFile,
    Script,
    Notebook,

    /// <summary>A settings file in <c>config/</c> or <c>kaggle_runner/config/</c>.</summary>
    Config,
    Other,
}

/// <summary>One file or folder of a project; the path is relative to its root, with <c>/</c>.</summary>
public sealed record TreeEntry(string Path, string Name, TreeEntryKind Kind)
{
    public bool IsFolder => Kind is TreeEntryKind.Folder or TreeEntryKind.PytestFolder;
    public bool IsTarget =>
        Kind
            is TreeEntryKind.PytestFolder
                or TreeEntryKind.PytestFile
                or TreeEntryKind.Script
                or TreeEntryKind.Notebook;
}
