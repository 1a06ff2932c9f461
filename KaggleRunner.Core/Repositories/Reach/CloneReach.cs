namespace KaggleRunner.Core.Repositories.Reach;

/// <summary>Whether a kernel, which has no credentials, will be able to clone.</summary>
public enum CloneReach
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Anybody can clone.</summary>
    Public,

    /// <summary>The server asks for credentials, or shows nothing to those without.</summary>
    Private,

    /// <summary>The server gave no answer in time, or one that says nothing.</summary>
    NoAnswer,

    /// <summary>There is no http(s) address to clone from.</summary>
    None,
}
