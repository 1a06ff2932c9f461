using CliWrap;
using CliWrap.Buffered;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>
/// A home with the sample laid out as run.sh does it, its real remote, and two programs more to run; the local Kaggle is
/// started by the first run and stopped at the end.
/// </summary>
public sealed class SampleHome : IAsyncLifetime
{
    private const string Ticks = """
        import time
        for tick in range(40):
            print("tick", tick, flush=True)
            time.sleep(0.1)
        """;

    private const string Endless = """
        import time
        print("under way", flush=True)
        time.sleep(600)
        """;

    private readonly TemporaryFolder _folder = new();

    public string Home => _folder.Combine("home");
    public string Project => _folder.Combine("home", "sample", "hello-kaggle");
    public string Remote => Project + ".git";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Home);
        var layOut = """root=$1; . "$1/scripts/lib.sh"; . "$1/scripts/sample.sh"; lay_out_sample "$2" """;
        await RunAsync("bash", _folder.Path, "-ec", layOut, "bash", Programs.Root, Home);
        await File.WriteAllTextAsync(Path.Combine(Project, "ticks.py"), Ticks);
        await File.WriteAllTextAsync(Path.Combine(Project, "endless.py"), Endless);
        await GitAsync(Project, "add", "-A");
        await GitAsync(Project, "commit", "-q", "-m", "Add programs that take their time");
        await GitAsync(Project, "push", "-q");
    }

    public async ValueTask DisposeAsync()
    {
        var address = Path.Combine(Home, "local-kaggle", "address.json");
        if (File.Exists(address))
        {
            using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(address));
            await RunAsync("kill", _folder.Path, json.RootElement.GetProperty("pid").GetRawText());
            await LocalKaggle.Eventually.BecomesAsync(() => !File.Exists(address));
        }

        _folder.Dispose();
    }

    /// <summary>Starts the command in the sample.</summary>
    internal CliProcess Start(params string[] arguments) => new(Home, Project, arguments);

    /// <summary>A clone of its own, for tests that change files.</summary>
    internal async Task<string> CloneAsync()
    {
        var path = _folder.Combine("clones", Guid.NewGuid().ToString("N"));
        await GitAsync(_folder.Path, "clone", "-q", Remote, path);
        return path;
    }

    internal static Task<string> GitAsync(string where, params string[] arguments) => RunAsync("git", where, arguments);

    private static async Task<string> RunAsync(string program, string where, params string[] arguments)
    {
        var result = await CliWrap
            .Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(where)
            .ExecuteBufferedAsync();
        return result.StandardOutput.Trim();
    }
}

/// <summary>One home and one local Kaggle for all of these tests.</summary>
[CollectionDefinition(nameof(SampleHome))]
public sealed class SampleCollection : ICollectionFixture<SampleHome>;
