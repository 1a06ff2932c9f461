namespace KaggleRunner.Core.Kaggle;

/// <summary>How the local Kaggle is started.</summary>
public sealed class LocalKaggleOptions
{
    /// <summary>The folder in which its program stands; the default is the folder of this program.</summary>
    public string ProgramFolder { get; set; } = AppContext.BaseDirectory;

    /// <summary>Arguments besides <c>--home</c>.</summary>
    public IList<string> Arguments { get; } = [];

    /// <summary>How long a start may take until it answers.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a running one may take to say that it is there.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
