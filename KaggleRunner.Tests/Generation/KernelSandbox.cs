using CliWrap;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

/// <summary>Runs generated scripts with a real Python in temporary folders, as a kernel would.</summary>
internal sealed class KernelSandbox : IDisposable
{
    public const string Nonce = "0123456789abcdef";

    public KernelSandbox()
    {
        Folder = Directory.CreateTempSubdirectory("kernel-").FullName;
        Working = Path.Combine(Folder, "working");
    }

    public string Folder { get; }

    /// <summary>Stands for /kaggle/working.</summary>
    public string Working { get; }

    /// <summary>Stands for /kaggle/input.</summary>
    public string Input => Path.Combine(Folder, "input");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Task<SourceRepository> RepositoryAsync(params (string Path, string Text)[] files) =>
        SourceRepository.CreateAsync(Path.Combine(Folder, "repository"), files);

    /// <summary>Commits the files and runs the target from a bundle.</summary>
    public async Task<KernelRun> RunAsync(
        string target,
        TargetKind kind,
        (string Path, string Text)[] files,
        Func<RunSettings, RunSettings>? settings = null
    ) => await RunAsync(await RepositoryAsync(files), target, kind, settings);

    public async Task<KernelRun> RunAsync(
        SourceRepository repository,
        string target,
        TargetKind kind,
        Func<RunSettings, RunSettings>? settings = null
    )
    {
        var revision = new Revision { Sha = await repository.HeadAsync(), Transport = RevisionTransport.Bundle };
        return await RunAsync(revision, await repository.PackAsync(), target, kind, settings);
    }

    public async Task<KernelRun> RunAsync(
        Revision revision,
        byte[]? bundle,
        string target,
        TargetKind kind,
        Func<RunSettings, RunSettings>? settings = null
    )
    {
        var plain = new RunSettings { Target = target, Internet = false };
        var resolved = settings?.Invoke(plain) ?? plain;
        var job = new ScriptJob(new Target(target, kind), resolved, revision, Nonce, bundle);
        var script = Path.Combine(Folder, "script.py");
        var cancellationToken = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(script, new ScriptGenerator().Generate(job), cancellationToken);

        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var result = await Cli.Wrap(await PythonProgram.LocateAsync())
            .WithArguments([script])
            .WithWorkingDirectory(Folder)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("KAGGLE_WORKING_DIR", Working)
                    .Set("KAGGLE_INPUT_DIR", Input)
                    .Set("KAGGLE_CONTAINER_NAME", "kaggle_abc-4711-webtier")
                    .Set("TMPDIR", Folder)
                    .Set("SANDBOX_MARK", Folder)
            )
            .WithStandardOutputPipe(PipeTarget.ToStream(output))
            .WithStandardErrorPipe(PipeTarget.ToStream(errors))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken);
        return new KernelRun(result.ExitCode, output.ToArray(), errors.ToArray());
    }

    /// <summary>The processes that still carry this sandbox's mark in their environment.</summary>
    public IReadOnlyList<string> StrayProcesses() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(process => Path.GetFileName(process).All(char.IsAsciiDigit))
                .Where(process => ReadEnvironment(process).Contains(Folder, StringComparison.Ordinal)),
        ];

    private static string ReadEnvironment(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
