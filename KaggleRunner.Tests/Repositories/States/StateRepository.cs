using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Repositories.States;

/// <summary>A repository with one commit that is pushed, to be brought into a state; all it needs goes with it.</summary>
internal sealed class StateRepository : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _servers = [];

    private StateRepository(TestRepository files) =>
        (Files, Root, Remote) = (files, files.Root, files.Beside("origin.git"));

    public TestRepository Files { get; }

    /// <summary>What is opened; a state may lie elsewhere than in the first folder.</summary>
    public string Root { get; set; }

    /// <summary>The bare repository of the remote; null when there is none.</summary>
    public string? Remote { get; set; }

    /// <summary>The git program of the product; a state may put another in its place.</summary>
    public GitProgram Git { get; set; } = GitParts.Program;

    /// <summary>Done last, when all files are written.</summary>
    public Action? Settle { get; set; }

    /// <summary>Takes back what would be in the way of a look at the result.</summary>
    public Action? Unsettle { get; set; }

    public static async Task<StateRepository> CreateAsync() => new(await TestRepository.CreatePushedAsync());

    /// <summary>What most states have besides: a changed file and a new one.</summary>
    public void Change()
    {
        File.WriteAllText(Path.Combine(Root, "train.py"), "print('changed')\n");
        File.WriteAllText(Path.Combine(Root, "new.py"), "print('new')\n");
    }

    public Task<string> GitAsync(params string[] arguments) => TestRepository.GitInAsync(Root, arguments);

    /// <summary>As <see cref="GitAsync"/>, for what stops in the middle.</summary>
    public async Task TryGitAsync(params string[] arguments)
    {
        try
        {
            await GitAsync(arguments);
        }
        catch (InvalidOperationException)
        {
            // A conflict, as asked for.
        }
    }

    public Task<string> CommitAsync(string message, params (string, string)[] files) =>
        Files.CommitAsync(message, files);

    public async Task CommitPushedAsync(params (string, string)[] files)
    {
        await Files.CommitAsync("more", files);
        await GitAsync("push", "--quiet");
    }

    public Task LockAsync() => File.WriteAllTextAsync(Path.Combine(Root, ".git", "index.lock"), "");

    /// <summary>Somebody else's commit on the remote's main branch.</summary>
    public async Task CommitElsewhereAsync(string file = "other.py")
    {
        var clone = Files.Beside("elsewhere");
        await TestRepository.GitInAsync(Files.Root, "clone", "--quiet", Remote!, clone);
        await File.WriteAllTextAsync(Path.Combine(clone, file), "print('theirs')\n");
        await TestRepository.GitInAsync(clone, "add", "--all");
        await TestRepository.GitInAsync(clone, "commit", "--quiet", "-m", "theirs");
        await TestRepository.GitInAsync(clone, "push", "--quiet");
    }

    /// <summary>A hook of the remote, which refuses with the words given where the condition holds.</summary>
    public void RefuseAtRemote(string condition, string words)
    {
        var hook = Path.Combine(Remote!, "hooks", "update");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, $"#!/bin/sh\nif {condition}; then echo '{words}' >&2; exit 1; fi\n");
        Machine.MakeExecutable(hook);
    }

    /// <summary>Moves the remote behind a server on loopback.</summary>
    public async Task<GitHttpServer> ServeAsync(string? credentials, string? inAddress = null)
    {
        var server = await GitHttpServer.StartAsync(credentials);
        _servers.Add(server);
        var address = new Uri(await server.CreateRepositoryAsync());
        Remote = Path.Combine(server.Root, "project.git");
        await GitAsync("push", "--quiet", Remote, "main");
        var url = inAddress is null
            ? $"{address}"
            : $"{address}".Replace("://", $"://{inAddress}@", StringComparison.Ordinal);
        await GitAsync("remote", "set-url", "origin", url);
        return server;
    }

    /// <summary>Lets the product run git through a shell script: <c>"$@"</c> are git's arguments.</summary>
    public void RunGitBy(string script)
    {
        var path = Files.Beside("git-as-another");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        Machine.MakeExecutable(path);
        Git = new GitProgram(NullLogger<GitProgram>.Instance, TimeProvider.System, path);
    }

    public Task<Project> OpenAsync() => new ProjectLocator(Git).OpenAsync(Root, TestContext.Current.CancellationToken);

    /// <summary>Syncs with every change ticked.</summary>
    public async Task<Revision> SyncAsync(SyncMode mode)
    {
        var project = await OpenAsync();
        var tree = new WorkingTree(Git);
        var status = await tree.InspectAsync(project, TestContext.Current.CancellationToken);
        var probe = new CloneProbe(Git, TimeProvider.System);
        var sync = new GitSync(Git, tree, probe, TimeProvider.System, NullLogger<GitSync>.Instance);
        var request = new SyncRequest
        {
            Mode = mode,
            Paths = [.. status.Changes.Select(change => change.Path)],
            CommitMessage = "from the run",
            Run = "project-1",
        };
        return await sync.SyncAsync(project, request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Files.Dispose();
    }
}
