using KaggleRunner.LocalKaggle.Inputs;
using KaggleRunner.LocalKaggle.Isolation;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Pythons;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Runs a version's source on this machine: lays out its folders, chooses Python and isolation, and watches it.</summary>
internal sealed class SandboxedRun(
    PythonChoice pythons,
    SandboxChoice sandboxes,
    KernelEnvironment environment,
    SessionInputs inputs,
    KernelProcess processes,
    StorageWatch storage,
    TimeProvider time
)
{
    /// <summary>The exit code; null when the session was stopped.</summary>
    public async Task<int?> RunAsync(KernelVersion version)
    {
        var session = version.Session;
        var python = await pythons.WaitAsync(session.StopToken);
        var sandbox = await sandboxes.ChooseAsync(python, session.StopToken);
        var job = Prepare(version, python, sandbox);
        session.Begin(sandbox.Name, time.GetUtcNow());

        using var limit = new CancellationTokenSource(SessionLimits.TimeLimit(version.Record), time);
        await using var stop = limit.Token.Register(() => _ = session.RequestStopAsync(StopReason.TimedOut));
        var start = sandbox.Describe(job);
        environment.Apply(start, sandbox, job, session.Id);
        using var ended = new CancellationTokenSource();
        var watch = storage.RunAsync(version.Folder, session, ended.Token);
        try
        {
            return await processes.RunAsync(start, sandbox, session, environment.MarkOf(session.Id));
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private SandboxJob Prepare(KernelVersion version, PythonProgram python, ISandbox sandbox)
    {
        SessionFolders.Prepare(version.Folder, python, version.Record.IsNotebook);
        var mounts = inputs.Prepare(version);
        if (!sandbox.HasRealPaths)
        {
            SessionInputs.Link(version.Folder, mounts);
        }

        return new SandboxJob(version.Folder, python, version.Record.EnableInternet)
        {
            IsNotebook = version.Record.IsNotebook,
            Inputs = mounts,
        };
    }
}
