using System.Text;
using CliWrap;
using CliWrap.Buffered;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

/// <summary>
/// A real git repository in a temporary folder, on branch <c>main</c>, without a commit; git is used as a user would, not
/// through the product.
/// </summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TestRepository(string name) => Root = Directory.CreateDirectory(_folder.Combine(name)).FullName;

    public string Root { get; }
    public Project Project => new(ProjectLocator.Identify(Root), System.IO.Path.GetFileName(Root), Root);

    /// <summary>A folder beside the repository, for remotes and second clones; removed with it.</summary>
    public string Beside(string name) => _folder.Combine(name);

    public static async Task<TestRepository> CreateAsync(string name = "project")
    {
        var repository = new TestRepository(name);
        await repository.GitAsync("init", "--quiet");
        return repository;
    }

    /// <summary>A repository with one commit, pushed to a bare remote by path.</summary>
    public static async Task<TestRepository> CreatePushedAsync(string name = "project")
    {
        var repository = await CreateAsync(name);
        await repository.CommitAsync("first", ("train.py", "print(1)\n"));
        await repository.AddRemoteAsync();
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
        return repository;
    }

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
    }

    /// <summary>Writes an executable hook, a shell script.</summary>
    public void WriteHook(string name, string script)
    {
        var path = Path($".git/hooks/{name}");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Commits files and gives the commit's SHA.</summary>
    public async Task<string> CommitAsync(string message, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            Write(path, text);
        }

        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--allow-empty", "-m", message);
        return await HeadAsync();
    }

    /// <summary>Makes a bare repository beside this one and adds it as a remote by path.</summary>
    public async Task<string> AddRemoteAsync(string name = "origin")
    {
        var remote = Beside($"{name}.git");
        await GitAsync("init", "--quiet", "--bare", remote);
        await GitAsync("remote", "add", name, remote);
        return remote;
    }

    public Task<string> HeadAsync() => GitAsync("rev-parse", "HEAD");

    /// <summary>Runs git here and gives its output without the last line end; throws when git fails.</summary>
    public Task<string> GitAsync(params string[] arguments) => GitInAsync(Root, arguments);

    public static async Task<string> GitInAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithWorkingDirectory(folder)
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, TestContext.Current.CancellationToken);
        return result.IsSuccess
            ? result.StandardOutput.TrimEnd('\n')
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.StandardError}");
    }

    public void Dispose() => _folder.Dispose();
}
