using System.Globalization;
using System.Text;
using CliWrap;

namespace KaggleRunner.Tests.Repositories.States;

/// <summary>
/// A repository of 100,000 files, made once for all tests of a class: writing them takes longer than all that is done with them.
/// Each test gets links to the files in a folder of its own, with an index, settings and a remote that nobody shares.
/// </summary>
public sealed class ManyFiles : IDisposable
{
    private static readonly Lock Gate = new();
    private static TemporaryFolder? _folder;
    private static Task? _made;

    /// <summary>Lays the repository out below these two paths.</summary>
    internal static async Task LayOutAsync(string root, string remote)
    {
        var folder = await MakeOnceAsync();
        await RunAsync("cp", folder.Path, "-a", "many.git", remote);
        Directory.CreateDirectory(root);
        await RunAsync("cp", folder.Path, "-a", "many/.git", "many/train.py", root);
        await RunAsync("cp", folder.Path, "-al", "many/many", root);
        await TestRepository.GitInAsync(root, "remote", "set-url", "origin", remote);
        // Another link to a file changes its time of change, and nothing else of it.
        await TestRepository.GitInAsync(root, "config", "core.trustctime", "false");
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _folder?.Dispose();
            (_folder, _made) = (null, null);
        }
    }

    private static async Task<TemporaryFolder> MakeOnceAsync()
    {
        Task made;
        TemporaryFolder folder;
        lock (Gate)
        {
            folder = _folder ??= new TemporaryFolder();
            made = _made ??= MakeAsync(folder.Path);
        }

        await made;
        return folder;
    }

    private static async Task MakeAsync(string folder)
    {
        // One blob under many names.
        var stream = new StringBuilder(
            "blob\nmark :1\ndata 2\n1\n\ncommit refs/heads/main\ncommitter A <a@example.invalid> 0 +0000\ndata 0\n"
        );
        stream.Append("M 100644 :1 train.py\n");
        foreach (var number in Enumerable.Range(0, 100_000))
        {
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 :1 many/{number / 1000}/f{number % 1000}.py\n");
        }

        await TestRepository.GitInAsync(folder, "init", "--quiet", "--bare", "many.git");
        await (
            PipeSource.FromString(stream.ToString())
            | Cli.Wrap("git")
                .WithArguments(["fast-import", "--quiet"])
                .WithWorkingDirectory(Path.Combine(folder, "many.git"))
        ).ExecuteAsync(TestContext.Current.CancellationToken);
        await TestRepository.GitInAsync(folder, "clone", "--quiet", "--shared", "many.git", "many");
    }

    private static Task RunAsync(string program, string folder, params string[] arguments) =>
        Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .ExecuteAsync(TestContext.Current.CancellationToken);
}
