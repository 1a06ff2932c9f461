using System.Globalization;
using KaggleRunner.LocalKaggle.Isolation;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Pythons;
using KaggleRunner.LocalKaggle.Replays;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Takes one session from QUEUED to its end.</summary>
internal sealed partial class SessionRunner(
    PythonChoice pythons,
    SandboxChoice sandboxes,
    KernelEnvironment environment,
    KernelProcess processes,
    Replay replay,
    TimeProvider time,
    ILogger<SessionRunner> logger
)
{
    public async Task RunAsync(Kernel kernel, KernelVersion version)
    {
        var session = version.Session;
        var name = string.Create(CultureInfo.InvariantCulture, $"{kernel.Name} v{version.Number}");
        try
        {
            var exitCode = await ExecuteAsync(version);
            End(session, exitCode);
        }
        catch (OperationCanceledException) when (session.StopToken.IsCancellationRequested)
        {
            End(session, exitCode: null);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, name);
            session.End(SessionState.Error, exception.Message, null, time.GetUtcNow());
        }
        finally
        {
            SessionFolders.CleanUp(version.Folder);
        }

        Log.Ended(logger, name, session.State);
    }

    private async Task<int?> ExecuteAsync(KernelVersion version)
    {
        var session = version.Session;
        if (replay.IsOn)
        {
            await replay.RunAsync(version);
            return 0;
        }

        var python = await pythons.WaitAsync(session.StopToken);
        var sandbox = await sandboxes.ChooseAsync(python, session.StopToken);
        SessionFolders.Prepare(version.Folder, python);
        session.Begin(sandbox.Name, time.GetUtcNow());

        using var limit = new CancellationTokenSource(SessionLimits.TimeLimit(version.Record), time);
        await using var stop = limit.Token.Register(() => _ = session.RequestStopAsync(StopReason.TimedOut));
        var job = new SandboxJob(version.Folder, python, version.Record.EnableInternet);
        var start = sandbox.Describe(job);
        environment.Apply(start, sandbox, job, session.Id);
        return await processes.RunAsync(start, sandbox, session, environment.MarkOf(session.Id));
    }

    private void End(Session session, int? exitCode)
    {
        var (state, message) = session.StopReason switch
        {
            StopReason.Cancelled => (SessionState.CancelAcknowledged, (string?)null),
            StopReason.TimedOut => (SessionState.CancelAcknowledged, "The session reached its time limit."),
            StopReason.ServerStopped => (SessionState.Error, "The local Kaggle was stopped while this session ran."),
            _ when exitCode == 0 => (SessionState.Complete, null),
            _ => (
                SessionState.Error,
                string.Create(CultureInfo.InvariantCulture, $"The script ended with exit code {exitCode}.")
            ),
        };
        session.End(state, message, exitCode, time.GetUtcNow());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Kernel} could not be run")]
        public static partial void Failed(ILogger logger, Exception exception, string kernel);

        [LoggerMessage(LogLevel.Information, "{Kernel} ended: {State}")]
        public static partial void Ended(ILogger logger, string kernel, SessionState state);
    }
}
