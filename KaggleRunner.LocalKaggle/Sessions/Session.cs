using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>The state of one execution, on disk before anyone hears of it.</summary>
internal sealed class Session(SessionRecord record, VersionFolder folder) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private SessionRecord _record = record;

    public long Id => Record.Id;
    public SessionState State => Record.State;
    public StopReason StopReason { get; private set; }
    public CancellationToken StopToken => _stop.Token;
    public SessionLog Log { get; } = new(folder.Log, record.State.IsFinal());

    public SessionRecord Record
    {
        get
        {
            lock (_gate)
            {
                return _record;
            }
        }
    }

    public void Begin(string isolation, DateTimeOffset now) =>
        Change(was =>
            was with
            {
                State = was.State == SessionState.Queued ? SessionState.Running : was.State,
                Isolation = isolation,
                StartedAt = now,
            }
        );

    public void End(SessionState state, string? message, int? exitCode, DateTimeOffset now)
    {
        Log.Close();
        ChangeAtAnyRate(was =>
            was with
            {
                State = state,
                FailureMessage = message,
                ExitCode = exitCode,
                EndedAt = now,
            }
        );
        Log.Complete();
    }

    /// <summary>Asks the session to stop; false when it has ended already.</summary>
    public async Task<bool> RequestStopAsync(StopReason reason)
    {
        lock (_gate)
        {
            if (_record.State.IsFinal())
            {
                return false;
            }

            if (StopReason == StopReason.None)
            {
                StopReason = reason;
                if (reason is StopReason.Cancelled or StopReason.TimedOut)
                {
                    Save(_record with { State = SessionState.CancelRequested });
                }
            }
        }

        await _stop.CancelAsync();
        return true;
    }

    public void Dispose()
    {
        Log.Close();
        _stop.Dispose();
    }

    private void Change(Func<SessionRecord, SessionRecord> change)
    {
        lock (_gate)
        {
            Save(change(_record));
        }
    }

    // On a full disk the end counts in memory; the next server finds the session RUNNING, and so dead.
    private void ChangeAtAnyRate(Func<SessionRecord, SessionRecord> change)
    {
        lock (_gate)
        {
            try
            {
                Save(change(_record));
            }
            catch (IOException)
            {
                _record = change(_record);
            }
        }
    }

    private void Save(SessionRecord next)
    {
        AtomicFile.Write(folder.Session, JsonSerializer.SerializeToUtf8Bytes(next, StateJson.Default.SessionRecord));
        _record = next;
    }
}
