using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Replays;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Takes one session from QUEUED to its end.</summary>
internal sealed partial class SessionRunner(
    SandboxedRun run,
    Replay replay,
    StorageWatch storage,
    LocalKaggleOptions options,
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
            End(version, exitCode);
        }
        catch (OperationCanceledException) when (session.StopToken.IsCancellationRequested)
        {
            End(version, exitCode: null);
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
        version.Session.Log.Limit = options.LogLimit;
        if (!replay.IsOn)
        {
            return await run.RunAsync(version);
        }

        await replay.RunAsync(version);
        return 0;
    }

    private void End(KernelVersion version, int? exitCode)
    {
        var session = version.Session;
        var (state, message) = session.StopReason switch
        {
            StopReason.Cancelled => (SessionState.CancelAcknowledged, (string?)null),
            StopReason.TimedOut => (SessionState.CancelAcknowledged, "The session reached its time limit."),
            StopReason.ServerStopped => (SessionState.Error, "The local Kaggle was stopped while this session ran."),
            _ when session.StopReason == StopReason.OutputTooLarge || storage.IsBeyond(version.Folder) => (
                SessionState.Error,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The session's files grew beyond the {options.WorkingLimit} bytes of /kaggle/working (--working-limit)."
                )
            ),
            _ when exitCode == 0 => (SessionState.Complete, null),
            _ => (SessionState.Error, ExitMessage.Of(version.Record.IsNotebook, exitCode)),
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
