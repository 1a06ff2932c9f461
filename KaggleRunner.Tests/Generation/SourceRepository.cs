using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace KaggleRunner.Tests.Generation;

/// <summary>A real git repository in a temporary folder.</summary>
internal sealed class SourceRepository(string folder)
{
    public string Folder => folder;

    public static async Task<SourceRepository> CreateAsync(string folder, params (string Path, string Text)[] files)
    {
        Directory.CreateDirectory(folder);
        var repository = new SourceRepository(folder);
        await repository.GitAsync("init", "-q", "-b", "main");
        await repository.CommitAsync(files);
        return repository;
    }

    /// <summary>Writes the files and commits all; returns the SHA.</summary>
    public async Task<string> CommitAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, text, TestContext.Current.CancellationToken);
        }

        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", "A commit");
        return await HeadAsync();
    }

    public async Task<string> HeadAsync() => (await GitAsync("rev-parse", "HEAD")).Trim();

    /// <summary>The pack of the head commit and its tree alone, as a bundle carries it.</summary>
    public async Task<byte[]> PackAsync()
    {
        var objects = (await GitAsync("rev-list", "--objects", "--no-walk", "HEAD"))
            .Split('\n')
            .Select(line => line.Split(' ')[0]);
        using var pack = new MemoryStream();
        await Command(["pack-objects", "-q", "--stdout"])
            .WithStandardInputPipe(PipeSource.FromString(string.Join('\n', objects)))
            .WithStandardOutputPipe(PipeTarget.ToStream(pack))
            .ExecuteAsync(TestContext.Current.CancellationToken);
        return pack.ToArray();
    }

    public async Task<string> GitAsync(params string[] arguments) =>
        (
            await Command(arguments).ExecuteBufferedAsync(Encoding.UTF8, TestContext.Current.CancellationToken)
        ).StandardOutput;

    private CliWrap.Command Command(string[] arguments) =>
        Cli.Wrap("git")
            .WithWorkingDirectory(folder)
            .WithArguments(["-c", "user.name=Test", "-c", "user.email=test@example.org", .. arguments]);
}
