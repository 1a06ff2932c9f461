namespace KaggleRunner.Web.NewRun;

/// <summary>What the page's right side shows.</summary>
public enum PreviewView
{
    Script,

    /// <summary>The script beside that of the target's last run.</summary>
    Difference,
    Metadata,

    /// <summary>The settings file, to be edited.</summary>
    Config,
}
