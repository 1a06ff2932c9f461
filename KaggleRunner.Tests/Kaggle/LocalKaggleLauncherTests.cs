using System.Diagnostics;
using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>The starter against a small stand-in that keeps the local Kaggle's agreements: lock, address, key, health, shutdown.</summary>
public sealed class LocalKaggleLauncherTests : IDisposable
{
    private const string StandIn = """
        #!/usr/bin/env python3
        import base64, fcntl, http.server, json, os, sys, threading
        home = sys.argv[sys.argv.index("--home") + 1]
        at = lambda name: os.path.join(home, name)
        if "--broken" in sys.argv:
            sys.exit("the stand-in is broken")
        lock = open(at("server.lock"), "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(3)
        json.dump({"username": "local", "key": "sesame"}, open(at("kaggle.json"), "w"))
        open(at("starts"), "a").write("%d %s\n" % (os.getpid(), os.environ.get("KAGGLE_KEY", "-")))
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status):
                body = b'{"service":"kaggle-runner-local-kaggle"}'
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_GET(self):
                self.answer(200 if self.path == "/healthz" else 404)
            def do_POST(self):
                key = "Basic " + base64.b64encode(b"local:sesame").decode()
                allowed = self.path == "/shutdown" and self.headers["Authorization"] == key
                self.answer(200 if allowed else 401)
                if allowed:
                    os.remove(at("address.json"))
                    threading.Thread(target=server.shutdown).start()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        json.dump({"url": "http://127.0.0.1:%d" % server.server_port, "pid": os.getpid()}, open(at("new.json"), "w"))
        os.replace(at("new.json"), at("address.json"))
        server.serve_forever()
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("local-kaggle").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string LocalFolder => Path.Combine(_folder, "home", "local-kaggle");

    public LocalKaggleLauncherTests()
    {
        var program = Path.Combine(_folder, "KaggleRunner.LocalKaggle");
        File.WriteAllText(program, StandIn);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task It_is_started_once_by_many_found_by_others_and_stopped_when_asked()
    {
        await using var first = Services();
        await using var second = Services();
        var launchers = new[] { first, second }.Select(s => s.GetRequiredService<LocalKaggleLauncher>()).ToArray();

        var addresses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => launchers[i % 2].EnsureAsync(Token)));
        var account = await first.GetRequiredService<KaggleAccounts>().ConnectAsync(KaggleAccountKind.Local, Token);

        addresses.Distinct().Should().ContainSingle();
        account
            .Should()
            .Be(
                new KaggleAccount(
                    KaggleAccountKind.Local,
                    "local",
                    new Uri(addresses[0], "api/v1"),
                    "Basic bG9jYWw6c2VzYW1l"
                )
            );
        var start = (await File.ReadAllLinesAsync(Path.Combine(LocalFolder, "starts"), Token))
            .Should()
            .ContainSingle()
            .Subject;
        start.Should().EndWith(" -", "real credentials are not handed on");
        IsDetached(int.Parse(start.Split(' ')[0], CultureInfo.InvariantCulture)).Should().BeTrue();

        await launchers[1].StopAsync(Token);

        (await launchers[0].FindAsync(Token)).Should().BeNull();
        await launchers[0].StopAsync(Token);
    }

    [Fact]
    public async Task A_stale_address_does_not_keep_it_from_starting()
    {
        Directory.CreateDirectory(LocalFolder);
        await using var other = await RecordedKaggle.StartAsync();
        other.On("/healthz", "{}");
        await File.WriteAllTextAsync(
            Path.Combine(LocalFolder, "address.json"),
            $$"""{"url":"{{other.Root}}","pid":1}""",
            Token
        );
        await using var services = Services();
        var launcher = services.GetRequiredService<LocalKaggleLauncher>();

        var address = await launcher.EnsureAsync(Token);

        address.Should().NotBe(other.Root);
        other.Requests.Should().OnlyContain(r => !r.Headers.ContainsKey("Authorization"));
        await launcher.StopAsync(Token);
    }

    [Fact]
    public async Task One_that_does_not_start_is_told_with_its_last_words()
    {
        await using var services = Services(options =>
        {
            options.Arguments.Add("--broken");
            options.StartTimeout = TimeSpan.FromSeconds(2);
        });

        var act = () => services.GetRequiredService<LocalKaggleLauncher>().EnsureAsync(Token);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*the stand-in is broken*");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told_at_once()
    {
        await using var services = Services(options => options.ProgramFolder = Path.Combine(_folder, "nowhere"));

        var act = () => services.GetRequiredService<LocalKaggleLauncher>().EnsureAsync(Token);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*KaggleRunner.LocalKaggle*");
    }

    private ServiceProvider Services(Action<LocalKaggleOptions>? configure = null) =>
        KaggleBench.Services(more: services =>
        {
            services.AddSingleton(new RunnerHome(Path.Combine(_folder, "home")));
            services.Configure<LocalKaggleOptions>(options =>
            {
                options.ProgramFolder = _folder;
                configure?.Invoke(options);
            });
        });

    /// <summary>A session of its own, and no terminal, pipe or file of the test's among its standard handles.</summary>
    private bool IsDetached(int pid)
    {
        using var process = Process.GetProcessById(pid);
        var handles = new[] { 0, 1, 2 }.Select(fd => new FileInfo($"/proc/{pid}/fd/{fd}").LinkTarget);
        var session = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[3];
        var log = Path.Combine(LocalFolder, "server.log");
        return string.Equals(process.Id.ToString(CultureInfo.InvariantCulture), session, StringComparison.Ordinal)
            && handles.SequenceEqual(["/dev/null", log, log], StringComparer.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
