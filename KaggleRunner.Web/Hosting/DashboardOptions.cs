namespace KaggleRunner.Web.Hosting;

/// <summary>
/// The section <c>Dashboard</c> of <c>appsettings.json</c> (in the home or beside the program), of the environment
/// (<c>Dashboard__Urls</c>) and of the command line (<c>--urls</c>); <c>appsettings.sample.json</c> explains each one.
/// </summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Where the dashboard listens; several addresses are divided by <c>;</c>, port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5117";

    /// <summary>The folder for database, keys and the local Kaggle; empty: <c>KAGGLE_RUNNER_HOME</c>, else <c>~/.kaggle-runner</c>.</summary>
    public string Home { get; set; } = "";

    /// <summary>Repositories to open at the start, each by any folder inside it.</summary>
    public IList<string> Projects { get; } = [];

    /// <summary>The sample's working tree, offered to newcomers; empty: none.</summary>
    public string Sample { get; set; } = "";

    /// <summary>False lets anybody in who reaches the address; only possible on loopback addresses.</summary>
    public bool RequireLogin { get; set; } = true;

    /// <summary>Host names, besides the address itself, by which browsers may ask for the dashboard.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How long a login lasts without a visit.</summary>
    public TimeSpan LoginLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Wrong tokens accepted per minute and address before the login refuses to look at more.</summary>
    public int LoginAttemptsPerMinute { get; set; } = 10;

    /// <summary>Start the local Kaggle together with the dashboard, and stop it with it; else the first run starts it.</summary>
    public bool WithLocalKaggle { get; set; }

    /// <summary>How long a link to a sandboxed output stays valid.</summary>
    public TimeSpan ArtifactLinkLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many logs one browser tab may follow at once.</summary>
    public int OpenLogsPerConnection { get; set; } = 8;
}
