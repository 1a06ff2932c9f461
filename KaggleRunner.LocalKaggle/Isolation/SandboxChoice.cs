using System.ComponentModel;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Pythons;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>The best way that works here, found by trying: bwrap may be installed and still be forbidden.</summary>
internal sealed partial class SandboxChoice(
    LocalKaggleOptions options,
    HomeLayout home,
    ProcessStarter starter,
    TimeProvider time,
    ILogger<SandboxChoice> logger
) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _once = new(1, 1);
    private ISandbox? _chosen;

    public async Task<ISandbox> ChooseAsync(PythonProgram python, CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _chosen ??= await TryAllAsync(python, cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    private async Task<ISandbox> TryAllAsync(PythonProgram python, CancellationToken cancellationToken)
    {
        ISandbox[] all =
        [
            new BubblewrapSandbox(home),
            new UnshareSandbox(asRoot: true),
            new UnshareSandbox(asRoot: false),
            new PlainSandbox(),
        ];
        foreach (
            var sandbox in all.Where(one =>
                options.Isolation is "auto" || string.Equals(options.Isolation, one.Name, StringComparison.Ordinal)
            )
        )
        {
            if (await WorksAsync(sandbox, python, cancellationToken))
            {
                Log.Chosen(logger, sandbox.Name, python.Path);
                // Read by who wants to know how kernels are kept apart here, before one runs.
                await File.WriteAllTextAsync(Path.Combine(home.Root, "isolation"), sandbox.Name, cancellationToken);
                return sandbox;
            }
        }

        throw new InvalidOperationException($"Kernels cannot be isolated by {options.Isolation} on this machine.");
    }

    private async Task<bool> WorksAsync(ISandbox sandbox, PythonProgram python, CancellationToken cancellationToken)
    {
        var folder = new VersionFolder(Path.Combine(home.Tools, $"trial-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(folder.Root);
        try
        {
            await File.WriteAllTextAsync(folder.Source, "pass\n", cancellationToken);
            SessionFolders.Prepare(folder, python);
            return await RunAsync(sandbox, new SandboxJob(folder, python, Internet: false), cancellationToken);
        }
        finally
        {
            Directory.Delete(folder.Root, recursive: true);
        }
    }

    private async Task<bool> RunAsync(ISandbox sandbox, SandboxJob job, CancellationToken cancellationToken)
    {
        try
        {
            using var process = await starter.StartAsync(sandbox.Describe(job));
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            if (process.ExitCode != 0)
            {
                await output;
                Log.Refused(logger, sandbox.Name, (await error).Trim());
            }

            return process.ExitCode == 0;
        }
        catch (Exception exception) when (exception is Win32Exception or TimeoutException)
        {
            Log.Refused(logger, sandbox.Name, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Kernels run in {Sandbox} with {Python}")]
        public static partial void Chosen(ILogger logger, string sandbox, string python);

        [LoggerMessage(LogLevel.Information, "{Sandbox} does not work here: {Reason}")]
        public static partial void Refused(ILogger logger, string sandbox, string reason);
    }
}
