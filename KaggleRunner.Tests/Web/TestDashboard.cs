using System.Net;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Web;

/// <summary>The real dashboard on a port of its own, with a home in a temporary folder.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly FileLock? _engineLock;
    private readonly bool _ownsFolder;

    private TestDashboard(WebApplication app, DirectoryInfo folder, bool ownsFolder, FileLock? engineLock)
    {
        (App, _folder, _ownsFolder, _engineLock) = (app, folder, ownsFolder, engineLock);
        Address = ReadyMessage.Address(app);
    }

    public WebApplication App { get; }
    public Uri Address { get; }
    public string Home => Path.Combine(_folder.FullName, "home");
    public string Token => File.ReadAllText(Path.Combine(Home, "login-token")).Trim();
    public CookieContainer Cookies { get; } = new();

    public static Task<TestDashboard> StartAsync(params string[] args) => StartAsync(null, null, args);

    public static async Task<TestDashboard> StartAsync(
        DirectoryInfo? folder,
        Action<WebApplicationBuilder>? configure,
        params string[] args
    )
    {
        var own = folder is null;
        folder ??= Directory.CreateTempSubdirectory("kaggle-runner-web-");
        var home = Path.Combine(folder.FullName, "home");
        string[] urls = args.Contains("--urls", StringComparer.Ordinal) ? [] : ["--urls", "http://127.0.0.1:0"];
        // As if another process ran the engine: the runs that these tests save are not to be taken up.
        var engineLock = FileLock.TryTake(new RunnerHome(home).EngineLock);
        var app = DashboardHost.Build(["--home", home, .. urls, .. args], configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestDashboard(app, folder, own, engineLock);
    }

    /// <summary>A client without a login, which follows no redirect.</summary>
    public HttpClient Visitor() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client that has opened the printed address.</summary>
    public async Task<HttpClient> UserAsync()
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        var client = new HttpClient(handler) { BaseAddress = Address };
        using var answer = await client.GetAsync($"/login?token={Token}", TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        return client;
    }

    /// <summary>A run in the store, with an empty results folder.</summary>
    public async Task<Run> AddRunAsync(int number = 1)
    {
        var root = Path.Combine(_folder.FullName, "project");
        var run = new Run
        {
            Id = new RunId(new ProjectId("demo-123456"), number),
            ProjectName = "demo",
            ProjectRoot = root,
            Target = new Target("experiments/train.py", TargetKind.Script),
            Settings = new RunSettings { Target = "experiments/train.py" },
            Sync = new SyncRequest(),
            Account = KaggleAccountKind.Local,
            Nonce = "0123456789abcdef",
            Folder = Path.Combine(root, "kaggle_runner", "results", "kernel", $"{number}"),
            CreatedAt = App.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        Directory.CreateDirectory(Path.Combine(run.Folder, "output"));
        var store = App.Services.GetRequiredService<RunStore>();
        await store.AddProjectAsync(
            new Project(run.Id.Project, run.ProjectName, root),
            TestContext.Current.CancellationToken
        );
        await store.SaveAsync(run, TestContext.Current.CancellationToken);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        if (_engineLock is not null)
        {
            await _engineLock.DisposeAsync();
        }

        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }
    }
}
